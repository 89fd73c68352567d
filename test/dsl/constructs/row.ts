/**
 * One small source of the table. What stands in `[[ … | … ]]` is how it is written, and beside it how a twin writes it that must not pass:
 * each pair gives one twin, in which nothing else is changed. `[[ … |! … ]]` is a twin that is refused when it is compiled,
 * and `[[ … |= … ]]` one that means the same.
 */
import type { CompiledPolicy, LawBook, LawExample } from "../../../engine/index.ts";

export interface Row {
  readonly title: string;
  readonly text: string;
  /** Rules of law that bind in a policy's row, in the words of a jurisdiction's block. */
  readonly law?: string;
  /** What stands in the files that the row uses. */
  readonly files?: Readonly<Record<string, string>>;
  /** What other systems read of the policy or law, where no test can tell. */
  readonly reads?: { readonly of: (compiled: CompiledPolicy | LawBook, examples: readonly LawExample[]) => unknown; readonly as: unknown };
}

export interface Twin {
  /** The row with this one pair written otherwise, and all others as they are. */
  readonly row: Row;
  /** The file of the row that differs; null: its own text. */
  readonly file: string | null;
  readonly instead: string;
  /** `fails`: compiles, and its tests don't pass. */
  readonly must: "fail" | "be refused" | "mean the same";
}

const PAIR = /\[\[([^|]*?)\|([!=]?)([^|]*?)\]\]/gu;
const MUST = { "": "fail", "!": "be refused", "=": "mean the same" } as const;

const plain = (text: string): string => text.replaceAll(PAIR, "$1");

/** The row as it is written, without its twins. */
export const plainOf = (one: Row): Row => ({
  ...one,
  text: plain(one.text),
  ...(one.files === undefined ? {} : { files: Object.fromEntries(Object.entries(one.files).map(([file, text]) => [file, plain(text)])) }),
});

const variants = (text: string): readonly { readonly text: string; readonly instead: string; readonly must: Twin["must"] }[] =>
  [...text.matchAll(PAIR)].map((pair) => {
    const [whole, own = "", mark = "", other = ""] = pair;
    const before = plain(text.slice(0, pair.index));
    const after = plain(text.slice(pair.index + whole.length));
    return { text: before + other + after, instead: `${own} -> ${other}`, must: MUST[mark === "!" || mark === "=" ? mark : ""] };
  });

/** One twin for each pair of the row, those of its files too. */
export const twinsOf = (one: Row): readonly Twin[] => {
  const own = plainOf(one);
  const ofFiles = Object.entries(one.files ?? {}).flatMap(([file, text]) =>
    variants(text).map(({ text: other, instead, must }) => ({ row: { ...own, files: { ...own.files, [file]: other } }, file, instead, must })),
  );
  return [...variants(one.text).map(({ text, instead, must }) => ({ row: { ...own, text }, file: null, instead, must })), ...ofFiles];
};

/** A row by its title and text, with what it needs beside them. */
export const row = (title: string, text: string, more: Omit<Row, "title" | "text"> = {}): Row => ({ title, text, ...more });

/** Reads the command line, loads the one command it names, and turns every error into one plain line and an exit code. */
import { Command, CommanderError } from "@commander-js/extra-typings";
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { COMMANDS } from "./commands.ts";
import { EXIT, Failure, leaveWith } from "./failure.ts";
import { answerError } from "./output.ts";

const EXAMPLES = `
Examples:
  $ collect demo                                     the example, start to end
  $ collect init my-company && cd my-company         a working folder of your own
  $ collect validate *.collect                       check a policy and its letters
  $ collect import accounts.csv --policy policy.collect
  $ collect run                                      send what is due and lawful now
  $ collect explain A-1001                           why, or why not, and until when

"collect COMMAND --help" shows the options of one command, with examples.`;

/** `COMMAND … --format json`, read before the command line is parsed: what is wrong with it must be told as a document too. */
const wantsJson = (argv: readonly string[]): boolean =>
  argv.some((word, i) => word === "--format=json" || (word === "--format" && argv[i + 1] === "json"));

type Complain = (text: string, exitCode: number) => void;

/** One plain line on stderr, whatever commander or a library had to say; for scripts the same as a document on stdout. */
const complainer =
  (argv: readonly string[]): Complain =>
  (text, exitCode) => {
    const line = text
      .replace(/^error: /, "")
      .replaceAll(/\s*\n\s*/g, " ")
      .trim();
    process.stderr.write(`collect: ${line}\n`);
    if (wantsJson(argv)) answerError(line, exitCode);
  };

const prepare = (command: CommandUnknownOpts, complain: Complain): CommandUnknownOpts => {
  command.exitOverride().configureOutput({ outputError: (text) => complain(text, EXIT.usage) });
  for (const sub of command.commands) prepare(sub, complain);
  return command;
};

const build = async (asked: string | undefined, complain: Complain): Promise<CommandUnknownOpts> => {
  const program = new Command("collect")
    .description("Collections policies that are checked, explained and kept lawful: for every account, contact and place.")
    .version("0.1.0", "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show help of a command")
    .showSuggestionAfterError(true)
    .addHelpText("after", EXAMPLES);
  for (const [name, entry] of Object.entries(COMMANDS)) {
    if (name === asked) program.addCommand(await entry.load());
    else program.command(name).description(entry.summary);
  }
  prepare(program, complain);
  return program;
};

/** The command that the line names: its first word that is no option (`help validate` names validate). */
const commandAsked = (argv: readonly string[]): string | undefined => {
  const words = argv.filter((word) => !word.startsWith("-"));
  return words[0] === "help" ? words[1] : words[0];
};

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Errors with a name of their own, and those of the system, speak to people already; the language's own are our defects. */
const isDefect = (error: unknown): boolean =>
  !(error instanceof Error) || (/^(Error|TypeError|RangeError|ReferenceError|SyntaxError|AssertionError)$/.test(error.name) && !("code" in error));

const report = (error: unknown, complain: Complain): void => {
  if (error instanceof CommanderError) {
    // Help and version end this way too, with code 0.
    leaveWith(error.exitCode === 0 ? EXIT.clean : EXIT.usage);
    return;
  }
  if (error instanceof Failure) {
    complain(error.message, error.exitCode);
    leaveWith(error.exitCode);
    return;
  }
  if (process.env["COLLECT_DEBUG"] !== undefined && error instanceof Error) process.stderr.write(`${error.stack ?? ""}\n`);
  complain(isDefect(error) ? `something broke inside Collect: ${wordsOf(error)} (COLLECT_DEBUG=1 shows where)` : wordsOf(error), EXIT.usage);
  leaveWith(EXIT.usage);
};

/** Runs one command line; the result is in `process.exitCode`. */
export async function main(argv: readonly string[]): Promise<void> {
  // A reader that leaves early (`collect status | head`) is no error.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(Number(process.exitCode ?? EXIT.clean));
  });
  process.stderr.on("error", () => {});
  const complain = complainer(argv);
  try {
    const program = await build(commandAsked(argv), complain);
    if (argv.length === 0) {
      program.outputHelp();
      return;
    }
    await program.parseAsync([...argv], { from: "user" });
  } catch (error) {
    report(error, complain);
  }
}

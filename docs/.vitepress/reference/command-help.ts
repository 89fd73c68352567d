/** Each command's own help, as `collect COMMAND --help` prints it. */
import { COMMANDS } from "../../../cli/commands.ts";

/** Columns of the printed help, whatever terminal the pages are made in. */
const WIDTH = 100;

export const commandHelp = async (): Promise<string> => {
  const sections: string[] = [];
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const command = await load();
    const lines: string[] = [];
    for (const one of [command, ...command.commands]) {
      one.configureOutput({ writeOut: (text) => lines.push(text), getOutHelpWidth: () => WIDTH, getOutHasColors: () => false });
      one.outputHelp();
    }
    const text = lines.join("\n").replaceAll("Usage: collect collect", "Usage: collect").trimEnd();
    sections.push(`## collect ${name} {#${name}}\n\n${summary[0]?.toUpperCase()}${summary.slice(1)}.\n\n\`\`\`text\n${text}\n\`\`\``);
  }
  return sections.join("\n\n");
};

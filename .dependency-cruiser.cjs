/**
 * The arrows between the rooms of the house: each room, and what it may import. A test plants a wrong import and sees it fail
 * (test/house/arrows.test.ts).
 */
const rooms = {
  engine: [],
  dsl: ["engine"],
  policies: ["engine", "dsl"],
  ledger: ["engine"],
  channels: ["engine"],
  workflows: ["engine", "ledger", "channels"],
  api: ["engine", "dsl", "policies", "ledger"],
  reports: ["engine", "dsl"],
};
const all = ["engine", "dsl", "policies", "ledger", "channels", "workflows", "api", "reports", "cli", "test"];

const arrows = Object.entries(rooms).map(([room, allowed]) => ({
  name: `${room}-imports`,
  severity: "error",
  comment: `${room} may import ${allowed.length === 0 ? "nothing but itself" : `itself, ${allowed.join(", ")}`}`,
  from: { path: `^${room}/` },
  to: { path: `^(${all.filter((other) => other !== room && !allowed.includes(other)).join("|")})/` },
}));

module.exports = {
  forbidden: [
    ...arrows,
    {
      name: "engine-is-pure",
      severity: "error",
      comment: "engine imports no package and nothing of Node: the same code runs in the workflow sandbox and in the verifier",
      from: { path: "^engine/" },
      to: { dependencyTypes: ["core", "npm", "npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "sandbox-imports",
      severity: "error",
      comment: "workflow code runs in a sandbox: engine, @temporalio/workflow and other sandboxed files alone",
      from: { path: "^workflows/temporal/(account-workflow|sandbox)" },
      to: { path: "^(ledger|channels|dsl|policies|api|cli)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "oracle-stands-alone",
      severity: "error",
      comment: "the oracle is a second reading of the law: it shares no code with what it judges",
      from: { path: "^test/oracle/" },
      to: { path: "^(engine|dsl|policies|ledger|channels|workflows|api|reports|cli)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "only-tests-import-tests",
      severity: "error",
      comment: "product code imports no tests",
      from: { path: "^(engine|dsl|policies|ledger|channels|workflows|api|reports|cli)/" },
      to: { path: "^test/" },
    },
    {
      name: "no-circle",
      severity: "error",
      comment: "no import circles at run time",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    { name: "resolvable", severity: "error", comment: "every import leads somewhere", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(test/house/fixtures|node_modules/\\.cache)" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".js", ".cjs", ".mjs", ".json"],
    },
  },
};

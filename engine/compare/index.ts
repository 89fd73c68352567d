export { compare, type Change, type Comparing, type Relation, type Version, type Witness } from "./compare.ts";
export { storyOf, type Story } from "./story.ts";

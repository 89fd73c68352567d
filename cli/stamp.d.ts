/** The folder of the package. */
export const ROOT: string;
/** Where what can be made again is kept. */
export const CACHE: string;
/** Changes with every change of a source, of the packages, of the Node that runs and of the place where all this lies. */
export const stamp: () => string;
/** Changes with every change of the law, of the legal texts and of the holidays that ship. */
export const lawStamp: () => string;

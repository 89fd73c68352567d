/**
 * What the language needs of the engine at run time, file by file. The engine's public face would load all of it, which takes longer
 * than reading a policy does, and `collect validate` must answer at once. Types come from the public face as everywhere.
 */
export { canonicalJson } from "../engine/canonical.ts";
export { formatDay, parseDay, weekdayIndex } from "../engine/civil.ts";
export { holds, typedFacts } from "../engine/conditions.ts";
export { collectorOf } from "../engine/model/collector.ts";
export { CONTENT_IDS, declaredContents } from "../engine/model/content.ts";
export { CHANNELS, EVENTS, PERSONS, PURPOSES, WEEKDAYS } from "../engine/model/facts.ts";
export { LETTER_FIELDS, letterKey } from "../engine/model/letter.ts";
export { instant, localDay, minor, minute } from "../engine/model/units.ts";
export { CURRENCIES, formatMoney, parseMoney } from "../engine/money.ts";
export { currencyOfPlace, zonesOfPlace } from "../engine/place-defaults.ts";
export { isPlace, placesOf } from "../engine/places.ts";
export { earliestContent, faultsOf } from "../engine/rules/content.ts";
export { binds, containingPlaces, inForce } from "../engine/scope.ts";

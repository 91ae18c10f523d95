// Types that are wider than the rule allows, each with the reason. An entry that is no longer
// needed is a fault.

export const knownWide = {};

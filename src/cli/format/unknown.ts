/** What is shown for a figure that is not known. Never `0`: zero is a measurement. */
export const UNKNOWN = '–';

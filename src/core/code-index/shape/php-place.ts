import type { PhpNames } from './php-names.ts';

/** Where in the file the shaping is. */
export interface PhpPlace {
  text: string;
  names: PhpNames;
  /** Name of the class around; '' outside of classes and in nameless ones. */
  className: string;
}

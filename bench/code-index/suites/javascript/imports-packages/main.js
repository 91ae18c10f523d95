import { core } from '@acme/core';
import { extra } from '@acme/core/extra';
import { inside } from '#inside';
import { old } from 'legacy';

core();
extra();
inside();
old();

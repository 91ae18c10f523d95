import { core, Deep } from '@acme/core';
import { tool } from '@acme/core/tools/tool';
import { local } from '#local/thing';

core();
tool();
new Deep().dive();
local();

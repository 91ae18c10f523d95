import { z } from 'zod';
import { projectIdSchema, runIdSchema } from '../../ids.ts';
import { laneNameSchema } from '../../lanes.ts';
import { laneSchema } from '../pas-schemas.ts';
import { endpoint, keyField, replayField } from '../define.ts';

export const listLanes = endpoint({
  method: 'GET',
  path: '/pas/v1/lanes',
  scope: 'view',
  summary: 'Lanes with caps, use and gates',
  response: z.object({ lanes: z.array(laneSchema) }),
});

export const setLaneCap = endpoint({
  method: 'PATCH',
  path: '/pas/v1/lanes/:name',
  scope: 'admin',
  summary: 'Change a lane’s cap while it runs',
  params: z.object({ name: laneNameSchema }),
  body: z.object({ cap: z.number().int().min(0).max(1000), ...keyField }),
  response: z.object({ lane: laneSchema, ...replayField }),
  errors: ['unknown_lane'],
});

export const setProjectWeight = endpoint({
  method: 'PATCH',
  path: '/pas/v1/projects/:project_id',
  scope: 'admin',
  summary: 'Change a project’s weight in the fair queue',
  description:
    'The project goes by its number, by `project-` and its number, or by the id of one of its runs.',
  params: z.object({ project_id: runIdSchema.describe('`7`, `project-7`, or a run id') }),
  body: z.object({ weight: z.number().min(0.01).max(1000), ...keyField }),
  response: z.object({ project_id: projectIdSchema, weight: z.number(), ...replayField }),
  errors: ['unknown_project'],
});

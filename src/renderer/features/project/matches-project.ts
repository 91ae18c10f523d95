import type { Project } from '#shared/contract/plms-schemas.ts';

/** Whether every word of the filter is in the project's name, path, state or tags. */
export function matchesProject(
  project: Pick<Project, 'name' | 'repo' | 'status' | 'tags'>,
  filter: string,
): boolean {
  const text = [project.name, project.repo ?? '', project.status, ...project.tags]
    .join(' ')
    .toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

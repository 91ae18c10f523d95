import type { RepositoryFacts } from '#shared/contract/plms-schemas.ts';
import { Panel } from '../../ui/panel.tsx';

/** What looking at the repository told, where each command was found, and what is missing. */
export function RepositoryFactsPanel({ facts }: { facts: RepositoryFacts }) {
  const languages = facts.languages.map((one) => `${one.name} (${one.files})`).join(', ');
  return (
    <>
      <Panel title="Repository" aside="looked at, nothing of it was run">
        <dl className="fact-list">
          <dt>Path</dt>
          <dd className="mono wrap-anywhere">{facts.path}</dd>
          <dt>Branch</dt>
          <dd className="mono">{facts.branch ?? 'none'}</dd>
          <dt>Commit</dt>
          <dd className="mono">{facts.commit?.slice(0, 12) ?? 'none'}</dd>
          <dt>Changes</dt>
          <dd>{facts.dirty ? 'not all committed: runs start from the commit' : 'none'}</dd>
          <dt>Languages</dt>
          <dd>{languages === '' ? 'none recognised' : languages}</dd>
        </dl>
      </Panel>
      <CommandTable facts={facts} />
    </>
  );
}

function CommandTable({ facts }: { facts: RepositoryFacts }) {
  return (
    <Panel title="Commands">
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Step</th>
              <th scope="col">Command</th>
              <th scope="col">Found in</th>
              <th scope="col">Results read as</th>
            </tr>
          </thead>
          <tbody>
            {facts.commands.map((found) => (
              <tr key={found.step}>
                <td>{found.step}</td>
                <td className="mono">{found.command.join(' ')}</td>
                <td className="mono muted">{found.found_in}</td>
                <td className="muted">{found.report ?? 'exit code only'}</td>
              </tr>
            ))}
            {facts.missing.map((missing) => (
              <tr key={missing.step}>
                <td>{missing.step}</td>
                <td className="muted wrap" colSpan={3}>
                  missing: {missing.reason}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

import { commandsOf } from './commands-of.ts';

/** Settings whose value is a program, and a call that uses it. */
const SETTINGS = `
core.fsmonitor=$MARK status
core.pager=$MARK --paginate log
pager.status=$MARK --paginate status
core.editor=$MARK commit --amend
sequence.editor=$MARK rebase -i --root
core.sshCommand=$MARK fetch ssh://example.org/a
core.gitProxy=$MARK fetch git://example.org/a
core.askPass=$MARK fetch https://example.org/a
core.hooksPath=hooks commit --allow-empty -m x
core.alternateRefsCommand=$MARK fetch .
credential.helper=!$MARK credential fill
diff.external=$MARK diff HEAD~1
diff.mark.command=$MARK diff HEAD~1
diff.mark.textconv=$MARK diff HEAD~1
filter.mark.clean=$MARK add --renormalize .
filter.mark.smudge=$MARK checkout --force HEAD -- .
filter.mark.process=$MARK checkout --force HEAD -- .
merge.mark.driver=$MARK merge-file a b c
alias.x=!$MARK x
gpg.program=$MARK commit --allow-empty -S -m x
gpg.ssh.program=$MARK -c gpg.format=ssh -c user.signingKey=k commit --allow-empty -S -m x
difftool.x.cmd=$MARK difftool -y -t x HEAD~1
mergetool.x.cmd=$MARK mergetool -y -t x
browser.x.cmd=$MARK web--browse -b x http://example.org
man.x.cmd=$MARK -c man.viewer=x help -m log
interactive.diffFilter=$MARK add -p
trailer.x.command=$MARK interpret-trailers --trailer x=1 mark.txt
trailer.x.cmd=$MARK interpret-trailers --trailer x=1 mark.txt
uploadpack.packObjectsHook=$MARK upload-pack .
remote.x.uploadpack=$MARK -c remote.x.url=. fetch x
remote.x.receivepack=$MARK -c remote.x.url=. push x HEAD
remote.x.vcs=mark -c remote.x.url=. fetch x
protocol.ext.allow=always fetch ext::$MARK
sendemail.smtpServer=$MARK send-email --to=a@example.org HEAD~1
imap.tunnel=$MARK imap-send
instaweb.httpd=$MARK instaweb
submodule.x.update=!$MARK submodule update
init.templateDir=template init sub
include.path=mark.gitconfig x
`;

const CALLS = `
git grep -O$MARK x
git grep --open-files-in-pager=$MARK x
git bisect start
git bisect run $MARK
git rebase -x $MARK --root
git rebase --exec=$MARK --root
git submodule foreach $MARK
git filter-branch -f --tree-filter $MARK HEAD
git difftool -y -x $MARK HEAD~1
git difftool -y --extcmd=$MARK HEAD~1
git clone -u $MARK . sub
git clone --upload-pack=$MARK . sub
git clone -c core.sshCommand=$MARK ssh://example.org/a sub
git clone --template=template . sub
git fetch --upload-pack=$MARK .
git fetch --upload-pack $MARK .
git fetch --upload-pa=$MARK .
git fetch-pack --exec=$MARK .
git ls-remote --upload-pack=$MARK .
git ls-remote --exec=$MARK .
git push --receive-pack=$MARK . HEAD:refs/heads/x
git push --exec=$MARK . HEAD:refs/heads/y
git archive --remote=. --exec=$MARK HEAD
git --exec-path=. mark
git --exec-path=hooks pre-commit
git for-each-repo --config=x $MARK
git hook run pre-commit
git -c core.hooksPath=hooks hook run pre-commit
git log --ext-diff -p
git diff --no-index --output=$OUT/diff a b
git log --output=$OUT/log
git format-patch -o $OUT HEAD~1
git bundle create $OUT/bundle HEAD
git archive -o $OUT/archive.tar HEAD
git init $OUT/repo
git clone . $OUT/clone
git worktree add --detach $OUT/tree
git --git-dir=.git --work-tree=$OUT checkout -f HEAD
git -C $OUT init
git config --global alias.x !$MARK
git config --file $OUT/config a.b c
git config -e
git checkout-index -a --prefix=$OUT/
git credential-store --file=$OUT/credentials store
git fast-export --export-marks=$OUT/marks HEAD
git maintenance start
git daemon --access-hook=$MARK
`;

/** Git: by settings on the command line in three ways, and by its own options. */
export const GIT_TRICKS: readonly string[][] = [
  ...SETTINGS.trim()
    .split('\n')
    .flatMap((line) => {
      const [setting = '', ...call] = line.split(' ');
      const [key = '', ...value] = setting.split('=');
      return commandsOf(`
        git -c ${line}
        env GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=${key} GIT_CONFIG_VALUE_0=${value.join('=')} git ${call.join(' ')}`);
    }),
  ...commandsOf(CALLS),
  ...commandsOf(
    'GIT_SSH_COMMAND GIT_EXTERNAL_DIFF GIT_PAGER GIT_EDITOR GIT_ASKPASS GIT_PROXY_COMMAND GIT_EXEC_PATH'
      .split(' ')
      .map((name) => `env ${name}=$MARK git diff HEAD~1`)
      .join('\n'),
  ),
];

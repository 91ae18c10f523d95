import { commandsOf } from './commands-of.ts';

const ARCHIVES = `
tar -cf x.tar --checkpoint=1 --checkpoint-action=exec=$MARK .
tar -cf x.tar --checkpoint=1 --checkpoint-act=exec=$MARK .
tar --to-command=$MARK -xf sub.tar
tar --to-c $MARK -xf sub.tar
tar -I $MARK -cf x.tar mark.txt
tar -cIf $MARK x.tar mark.txt
tar --use-compress-program=$MARK -cf x.tar mark.txt
tar --use-compress-program $MARK -cf x.tar mark.txt
tar --use-compress=$MARK -cf x.tar mark.txt
tar -cM -L 1 -F $MARK -f x.tar mark.txt
tar --info-script=$MARK -cM -L 1 -f x.tar mark.txt
tar --rsh-command=$MARK -cf host:x mark.txt
tar --rmt-command=$MARK -cf host:x mark.txt
tar -cf $OUT/x.tar mark.txt
tar -C $OUT -xf sub.tar
tar -xPf sub.tar
tar -cf x.tar -T mark.list
zip -q x.zip mark.txt -T -TT $MARK
zip -q $OUT/x.zip mark.txt
unzip -q sub.zip -d $OUT
cpio -pd $OUT
rsync -e $MARK a host:b
rsync a $OUT/
7z a $OUT/x.7z mark.txt
`;

const TEXT = `
find . -maxdepth 0 -exec $MARK ;
find . -maxdepth 0 -exec $MARK {} +
find . -maxdepth 0 -execdir $MARK ;
find . -maxdepth 0 -ok $MARK ;
find . -maxdepth 0 -okdir $MARK ;
find . -maxdepth 0 -fprint $OUT/list
find . -maxdepth 0 -fprint0 $OUT/list
find . -maxdepth 0 -fprintf $OUT/list x
find . -maxdepth 0 -fls $OUT/list
find $OUT -delete
find -files0-from mark.list -delete
awk BEGIN{system("$MARK")}
awk BEGIN{print|"$MARK"}
awk BEGIN{"$MARK"|getline}
awk BEGIN{print>"$OUT/list"}
awk -f mark.awk
mawk BEGIN{system("$MARK")}
gawk BEGIN{system("$MARK")}
gawk -i inplace 1 mark.txt
gawk -l filefuncs BEGIN{system("$MARK")}
sed -e 1e␣$MARK mark.txt
sed 1e$MARK mark.txt
sed -n s/.*/$MARK/e mark.txt
sed --expression=1e␣$MARK mark.txt
sed w␣$OUT/list mark.txt
sed -i.$OUT x mark.txt
sed -f mark.sed mark.txt
sort --compress-program=$MARK -S 1k mark.txt
sort -o $OUT/list mark.txt
rg --pre $MARK x
rg --hostname-bin $MARK x
grep -f mark.list mark.txt
split --filter=$MARK mark.txt
split -b 1 mark.txt $OUT/x
csplit -f $OUT/x mark.txt 1
patch -o $OUT/x mark.txt mark.diff
patch -d $OUT -i mark.diff
ed -s mark.ed
tee $OUT/list
dd if=mark.txt of=$OUT/list
cp mark.txt $OUT/list
mv mark.txt $OUT/list
ln -s / $OUT/root
install -D mark.txt $OUT/list
truncate -s 1 $OUT/list
mkdir $OUT/folder
jq -n env
bc mark.bc
m4 mark.m4
troff -U mark.tr
groff -U mark.tr
pandoc --filter $MARK mark.md
pandoc --lua-filter=mark.lua mark.md
pandoc -t mark.lua mark.md
pandoc --pdf-engine=$MARK mark.md -o x.pdf
pandoc mark.md -o $OUT/x.html
ctags --options=mark.ctags
man -P $MARK ls
man -H$MARK ls
man -l -P $MARK mark.1
less -k mark.lesskey mark.txt
`;

const DATABASES = `
sqlite3 x.db .shell␣$MARK
sqlite3 x.db .system␣$MARK
sqlite3 x.db .sh␣$MARK
sqlite3 x.db .sy␣$MARK
sqlite3 x.db ␣.shell␣$MARK
sqlite3 -cmd .shell␣$MARK x.db
sqlite3 --cmd .shell␣$MARK x.db
sqlite3 -init mark.sql x.db .quit
sqlite3 x.db .read␣mark.sql
sqlite3 x.db .read␣|$MARK
sqlite3 x.db .output␣|$MARK
sqlite3 x.db .once␣|$MARK select␣1
sqlite3 x.db .import␣|$MARK␣t
sqlite3 x.db .once␣$OUT/list select␣1
sqlite3 x.db .output␣$OUT/list
sqlite3 x.db .log␣$OUT/list
sqlite3 x.db .backup␣$OUT/x.db
sqlite3 x.db .save␣$OUT/x.db
sqlite3 x.db .clone␣$OUT/x.db
sqlite3 x.db .archive␣-cf␣$OUT/x.sqlar␣mark.txt
sqlite3 x.db .load␣./mark
sqlite3 x.db select␣load_extension('./mark')
sqlite3 x.db select␣writefile('$OUT/list','x')
sqlite3 x.db select␣edit('x','$MARK')
sqlite3 x.db attach␣'$OUT/x.db'␣as␣o;create␣table␣o.t(a)
sqlite3 $OUT/x.db create␣table␣t(a)
sqlite3 file:x.db?vfs=mark .tables
psql -c \\!␣$MARK
psql -c copy␣t␣from␣program␣'$MARK'
psql -f mark.psql
psql -o |$MARK
psql --set=PSQL_PAGER=$MARK
pg_dump -f $OUT/list
mysql -e system␣$MARK
redis-cli --eval mark.lua
duckdb -c .shell␣$MARK
`;

const LAUNCHERS = `
sh -c $MARK
sh mark.sh
bash -c $MARK
bash --rcfile mark.sh -i
bash --init-file mark.sh -i
dash -c $MARK
zsh -c $MARK
fish -c $MARK
busybox sh -c $MARK
busybox env $MARK
toybox sh -c $MARK
env $MARK
env -i $MARK
env -S $MARK␣x
env --split-string=$MARK
env A=1 $MARK
env BASH_ENV=mark.sh bash -c true
env LD_PRELOAD=./mark.so true
xargs -a mark.list $MARK
xargs -I{} -a mark.list $MARK {}
nice $MARK
ionice $MARK
nohup $MARK
setsid -w $MARK
timeout 9 $MARK
stdbuf -oL $MARK
time $MARK
chroot / $MARK
unshare $MARK
unshare -Ur $MARK
setpriv $MARK
prlimit $MARK
taskset 1 $MARK
strace -o x $MARK
gdb -batch -ex shell␣$MARK
gdb -batch -x mark.gdb
script -qc $MARK x
script -q $OUT/typescript
watch -g -n 1 $MARK
expect -c system␣$MARK
vim -es +!$MARK +q
vim -es -c :!$MARK -c q
vim -es --cmd :!$MARK -c q
vim -es -S mark.vim -c q
vim -u mark.vim -es -c q
vi -es -c :!$MARK -c q
ex -s -c :!$MARK -c q
emacs --batch --eval (call-process"$MARK")
nano --speller=$MARK
tmux -S x new-session -d $MARK
screen -d -m $MARK
ssh -oProxyCommand=$MARK host
ssh -o ProxyCommand=$MARK host
ssh -o PermitLocalCommand=yes -o LocalCommand=$MARK host
ssh -o KnownHostsCommand=$MARK host
ssh -F mark.ssh host
scp -S $MARK a host:b
scp -oProxyCommand=$MARK a host:b
sftp -S $MARK host
sftp -D $MARK
ssh-keygen -D ./mark.so
ssh-keygen -q -N x -f $OUT/key
sudo $MARK
su -c $MARK
doas $MARK
pkexec $MARK
systemd-run --user --wait $MARK
at -f mark.sh now
crontab mark.cron
bwrap --dev-bind / / $MARK
nsenter -t 1 -m $MARK
docker run -v /:/host alpine $MARK
podman run -v /:/host alpine $MARK
kubectl exec x -- $MARK
socat - EXEC:$MARK
nc -e $MARK localhost 1
ncat -c $MARK localhost 1
curl -o $OUT/list file:///etc/hostname
curl -K mark.curl
wget -O $OUT/list http://localhost:1/
wget --use-askpass=$MARK http://localhost:1/
openssl req -engine ./mark.so
dpkg --pre-invoke=$MARK -l
apt -o APT::Update::Pre-Invoke::=$MARK update
rpm --eval %(mark)
parallel $MARK ::: 1
flock x $MARK
start-stop-daemon -S -x $MARK
run-parts --test hooks
$MARK
./mark
mark
`;

/** Archivers, text tools, databases, and whatever starts another program. */
export const TOOL_TRICKS: readonly string[][] = [
  ...commandsOf(ARCHIVES),
  ...commandsOf(TEXT),
  ...commandsOf(DATABASES),
  ...commandsOf(LAUNCHERS),
];

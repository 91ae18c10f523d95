// Words that the generated sources are named with: a plain business vocabulary, so that identifiers
// split and repeat as real ones do.
export const NOUNS =
  'account address batch buffer cache channel client cluster column config cursor customer document element entry event filter frame graph group handler header index invoice item job key label layer ledger limit list lock log manifest message metric model module node notice order packet page parser path payment plan policy pool price product profile queue quota range record region report request resource result role route row rule sample schema scope segment server session shard signal slot snapshot source stage state stream style table target task template ticket timer token topic trace tree unit user value vector version view volume worker'.split(
    ' ',
  );
export const VERBS =
  'add apply assign attach build check clean clear close collect commit compare compute convert copy count create decode delete detach drop emit encode expand fetch fill filter find flush format gather get group handle index insert join limit link list load lock log map mark match measure merge move normalize notify open order pack parse pick plan print prune publish push queue read record reduce refresh register release remove rename render repair replace report reserve reset resolve restore resume retry rotate route run sample save scan schedule score select send set shift show sign sort split start stop store strip sum swap sync take trace track trim unpack update validate visit wait walk warn wrap write'.split(
    ' ',
  );
export const ADJECTIVES =
  'active async base binary bounded cached central common compact cyclic default direct dynamic early empty exact external fast final flat full global hidden inner internal joint large late lazy linear local main mixed nested next open ordered outer partial plain primary private proxy public pure quick random raw remote safe shared simple single slow small sorted sparse stable static strict strong temporary tiny total typed unique virtual weak wide'.split(
    ' ',
  );

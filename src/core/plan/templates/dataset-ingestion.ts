import type { PlanTemplate } from './template.ts';

export const datasetIngestion: PlanTemplate = {
  name: 'dataset-ingestion',
  title: 'Dataset ingestion',
  goal: 'A command that loads CSV files into a database, checks every row and reports what it refused.',
  functional: [
    {
      text: 'Write the schema and its migration for records, sources and refused rows',
      details: [
        'every record names its source file and line',
        'types and limits are checked by the database',
      ],
    },
    { text: 'Read CSV files as a stream, with quoted fields and both line endings', details: [] },
    {
      text: 'Check every row and keep the refused ones with the reason',
      details: ['missing fields', 'wrong types', 'duplicates of a key'],
    },
    {
      text: 'Load in transactions so that a stopped run can be started again without doubles',
      details: [],
    },
    { text: 'Print how many rows were read, loaded and refused', details: [] },
    { text: 'Document the file format and the command in the README', details: [] },
  ],
  nonFunctional: [
    'A file larger than memory can be loaded',
    'Loading the same file twice changes nothing',
  ],
  successCriteria: ['Rows read equal rows loaded plus rows refused', 'A second load adds no row'],
  risks: [
    'Files whose encoding is not UTF-8',
    'Keys that are unique in one file but not across files',
  ],
};

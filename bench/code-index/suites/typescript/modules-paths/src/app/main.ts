import { log } from '@lib/log';
import { sum } from 'shared/sum';
import { exact } from 'exact';
import { near } from './near.js';
import { folder } from '../folder';

log();
sum();
exact();
near();
folder();

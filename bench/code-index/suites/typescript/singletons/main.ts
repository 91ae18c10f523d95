import { logger, services } from './services.ts';

logger.info('x');
services.mail.send();
services.clock().now();

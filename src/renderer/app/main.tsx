import '@fontsource/inter/latin-400.css';
import '@fontsource/inter/latin-500.css';
import '@fontsource/inter/latin-600.css';
import '@fontsource/inter/latin-ext-400.css';
import '@fontsource/inter/latin-ext-500.css';
import '@fontsource/jetbrains-mono/latin-400.css';
import '@fontsource/jetbrains-mono/latin-500.css';
import '../ui/tokens.css';
import '../ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { must } from '#shared/assert.ts';
import { createClient } from '#shared/client.ts';
import { pickTransport } from '../data/pick-transport.ts';
import { App } from './app.tsx';
import { followTheme } from '../ui/theme.ts';

// The content policy forbids building functions from text, which zod would try for speed.
z.config({ jitless: true });
followTheme();

const root = must(document.querySelector('#root'), 'index.html has the root element');
const clients = createClient(await pickTransport(window));
createRoot(root).render(
  <StrictMode>
    <App clients={clients} />
  </StrictMode>,
);

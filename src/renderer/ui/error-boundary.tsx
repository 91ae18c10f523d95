import { Component, type ReactNode } from 'react';
import { ErrorNote } from './notes.tsx';

/** Keeps a broken place from taking the whole window with it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error !== null) return <ErrorNote error={this.state.error} />;
    return this.props.children;
  }
}

import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import './button.css';

interface Props extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  children: ReactNode;
  /** `primary` once per place; `danger` for what cannot be undone. */
  look?: 'plain' | 'primary' | 'quiet' | 'danger';
  icon?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** A push button. Icon-only buttons need an `aria-label`. */
export function Button({ look = 'plain', icon, children, ...rest }: Props) {
  return (
    <AriaButton {...rest} className="button" data-look={look}>
      {icon}
      {children}
    </AriaButton>
  );
}

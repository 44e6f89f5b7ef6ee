import { PasswordInput } from '@mantine/core';

interface NewPasswordFieldProps {
  label: string;
  description: string;
  value: string;
  onChange: (password: string) => void;
  /** Whether it is the first thing to be filled in. */
  isFirst?: boolean;
}

/** Asks for a password that is to be set. */
export function NewPasswordField({ label, description, value, onChange, isFirst }: NewPasswordFieldProps) {
  return (
    <PasswordInput
      label={label}
      description={description}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      minLength={10}
      maxLength={200}
      autoComplete="new-password"
      required
      data-autofocus={isFirst}
    />
  );
}

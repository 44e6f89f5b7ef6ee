import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { conditionsSchema } from '@eventloom/backend/contract';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readFields, type Json } from './read-schema';
import { SchemaForm } from './schema-form';

const parameters = z.toJSONSchema(
  z.object({
    method: z.enum(['GET', 'POST']).default('GET').meta({ title: 'Method', control: 'select' }),
    url: z.string().min(1).meta({ title: 'URL', control: 'text' }),
    limit: z.int().default(10).meta({ title: 'Limit', control: 'number' }),
    values: z.record(z.string(), z.json()).meta({ title: 'Values', control: 'key-value' }),
    conditions: conditionsSchema.meta({ title: 'Conditions', control: 'conditions' }),
    rules: z
      .array(z.object({ port: z.string(), conditions: conditionsSchema }))
      .meta({ title: 'Rules', control: 'rules' }),
    pause: z.int().default(90_000).meta({ title: 'Pause', control: 'duration' }),
    note: z.string().optional().meta({ title: 'Note', control: 'text' }),
    body: z
      .string()
      .default('')
      .meta({ title: 'Body', control: 'text', when: { method: ['POST'] } }),
    login: z.string().default('').meta({ title: 'Login', control: 'connection' }),
    token: z.string().min(1).meta({ title: 'Token', control: 'secret' }),
  }),
  { io: 'input' },
);
const fields = readFields({ kind: 'action', parameters, literal: [] });

let latest: Record<string, Json> = {};

function Harness({ start, errors = new Map() }: { start: Record<string, Json>; errors?: Map<string, string> }) {
  const [values, setValues] = useState(start);
  latest = values;
  const change = (name: string, value: Json | undefined): void =>
    setValues((before) => {
      const { [name]: _, ...rest } = before;
      return value === undefined ? rest : { ...rest, [name]: value };
    });
  return (
    <MantineProvider>
      <SchemaForm fields={fields} values={values} errors={errors} onChange={change} />
    </MantineProvider>
  );
}

const type = (label: string | RegExp, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
};

describe('SchemaForm', () => {
  it('writes what is typed, and takes a text away that is emptied', () => {
    render(<Harness start={{}} />);
    type('URL', 'https://example.com');
    expect(latest).toEqual({ url: 'https://example.com' });
    type('URL', '');
    expect(latest).toEqual({});
  });

  it('shows what is wrong beside its field', () => {
    render(<Harness start={{}} errors={new Map([['url', 'URL is required.']])} />);
    expect(screen.getByText('URL is required.').id).toBe(screen.getByLabelText('URL').getAttribute('aria-describedby'));
  });

  it('keeps a number that is not one yet out of the values', () => {
    render(<Harness start={{ limit: 5 }} />);
    type('Limit', '1x');
    expect(latest.limit).toBe(5);
    expect(screen.getByText('This is not a number.')).toBeTruthy();
    type('Limit', '12');
    expect(latest.limit).toBe(12);
  });

  it('turns a typed field into an expression and back', () => {
    render(<Harness start={{}} />);
    const toggle = screen.getByRole('button', { name: 'Expression', description: 'Limit' });
    fireEvent.click(toggle);
    type('Limit', '{{ trigger.limit }}');
    expect(latest.limit).toBe('{{ trigger.limit }}');
    expect(toggle.getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(toggle);
    expect('limit' in latest).toBe(false);
  });

  it('reads numbers and lists out of rows of names and values', () => {
    render(<Harness start={{}} />);
    type('Values, name 1', 'total');
    type('Values, value 1', '5');
    expect(latest.values).toEqual({ total: 5 });
    type('Values, value 1', '"5"');
    expect(latest.values).toEqual({ total: '5' });
  });

  it('builds conditions', () => {
    render(<Harness start={{}} />);
    type('Conditions 1, value', '{{ trigger.total }}');
    type('Conditions 1, comparison', 'gt');
    type('Conditions 1, compared with', '100');
    expect(latest.conditions).toEqual({ all: [{ left: '{{ trigger.total }}', operator: 'gt', right: 100 }] });
    fireEvent.click(screen.getByRole('button', { name: 'Add condition' }));
    type('Conditions, how they add up', 'any');
    expect(latest.conditions).toMatchObject({ any: [{ operator: 'gt' }, { operator: 'eq' }] });
  });

  it('adds rules, names their ports, changes their order and takes them away', () => {
    render(<Harness start={{}} />);
    fireEvent.click(screen.getByRole('button', { name: 'Add rule' }));
    fireEvent.click(screen.getByRole('button', { name: 'Add rule' }));
    type('Rule 1, port', 'big');
    type('Rule 1, condition 1, value', '{{ trigger.total }}');
    const ports = () => (latest.rules as { port: string }[]).map(({ port }) => port);
    expect(ports()).toEqual(['big', 'rule2']);
    expect(latest.rules).toMatchObject([{ conditions: { all: [{ left: '{{ trigger.total }}' }] } }, {}]);
    fireEvent.click(screen.getByRole('button', { name: 'Move Rule 2 up' }));
    expect(ports()).toEqual(['rule2', 'big']);
    fireEvent.click(screen.getByRole('button', { name: 'Remove Rule 1' }));
    expect(ports()).toEqual(['big']);
  });

  it('keeps back a name that two rules would have, until it is one of its own', () => {
    const rule = (port: string): Json => ({ port, conditions: { all: [] } });
    render(<Harness start={{ rules: [rule('big'), rule('b')] }} />);
    type('Rule 2, port', 'big');
    expect(screen.getByText('Another rule has this name.')).toBeTruthy();
    expect(latest.rules).toEqual([rule('big'), rule('b')]);
    type('Rule 2, port', 'bigger');
    expect(latest.rules).toEqual([rule('big'), rule('bigger')]);
  });

  it('takes a duration in the unit that it is given in', () => {
    render(<Harness start={{ pause: 300_000 }} />);
    expect(screen.getByLabelText<HTMLSelectElement>('Pause, unit').value).toBe('min');
    type('Pause', '120');
    expect(latest.pause).toBe(7_200_000);
    expect(screen.getByLabelText<HTMLSelectElement>('Pause, unit').value).toBe('min');
    type('Pause, unit', 's');
    expect(latest.pause).toBe(120_000);
  });

  it('shows what depends on another field only where it means something', () => {
    render(<Harness start={{}} />);
    expect(screen.queryByLabelText('Body')).toBeNull();
    type('Method', '1');
    type('Body', 'x');
    expect(latest).toMatchObject({ method: 'POST', body: 'x' });
    type('Method', '0');
    expect(screen.queryByLabelText('Body')).toBeNull();
  });

  it('never shows a secret again, but replaces it', () => {
    render(<Harness start={{ token: 'sesame' }} />);
    expect(document.body.innerHTML).not.toContain('sesame');
    fireEvent.click(screen.getByRole('button', { name: 'Token' }));
    expect('token' in latest).toBe(false);
    const field = screen.getByLabelText<HTMLInputElement>('Token');
    expect(field.type).toBe('password');
    fireEvent.focus(field);
    type('Token', 'open');
    fireEvent.blur(field);
    expect(latest.token).toBe('open');
    expect(screen.getByText(/A value is set/)).toBeTruthy();
  });

  it('offers the connections that there are', () => {
    render(<Harness start={{}} />);
    expect(screen.getByLabelText<HTMLInputElement>('Login').placeholder).toBe('No connections yet');
  });

  it('offers the other options only when they are asked for', async () => {
    render(<Harness start={{}} />);
    expect(screen.queryByLabelText('Note')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Add option' }));
    fireEvent.click(await screen.findByText('Note'));
    type('Note', 'x');
    expect(latest.note).toBe('x');
  });
});

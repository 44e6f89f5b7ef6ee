import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/** Shade 5 is the accent of the dark scheme, shade 7 that of the light one. */
const accent: MantineColorsTuple = [
  '#eef0fe',
  '#dde1fd',
  '#c3caff',
  '#a9b4ff',
  '#9aa7ff',
  '#8c9bff',
  '#5a6ae6',
  '#3d4fd6',
  '#3343b8',
  '#2a3797',
];

/** Mantine's greys for the light scheme, warmed to the paper of the tokens. */
const gray: MantineColorsTuple = [
  '#f9f8f6',
  '#f3f1ed',
  '#eae7e1',
  '#dddad3',
  '#c9c5bd',
  '#a9a69f',
  '#848993',
  '#5c626e',
  '#3c4049',
  '#1b1d22',
];

/** Mantine's greys for the dark scheme; 6 is the surface, 8 the canvas. */
const dark: MantineColorsTuple = [
  '#e9eaee',
  '#c5c9d1',
  '#9aa1ae',
  '#6f7683',
  '#30343d',
  '#272b33',
  '#1c1f25',
  '#1c1f25',
  '#14161a',
  '#101216',
];

const TONES: Readonly<Record<string, string>> = { red: 'var(--color-failed)', yellow: 'var(--color-retrying)' };

/**
 * The colours of buttons and notes by their meaning: the accent for what to do next, `red` for what failed or can't be
 * taken back, `yellow` for what to think about before.
 */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  const tone = TONES[input.color ?? ''] ?? 'var(--color-accent)';
  const mix = (share: number, ground: string): string => `color-mix(in srgb, ${tone} ${share}%, ${ground})`;
  switch (input.variant) {
    case 'filled':
      return { ...colors, background: tone, hover: mix(88, 'var(--color-text)'), color: 'var(--color-on-accent)' };
    case 'light':
      return { ...colors, background: mix(6, 'transparent'), hover: mix(12, 'transparent'), color: tone };
    case 'subtle':
      return { ...colors, background: 'transparent', hover: 'var(--color-hover)', color: neutral(input.color, tone) };
    case 'outline':
      return { ...colors, border: `1px solid ${tone}`, hover: mix(8, 'transparent'), color: tone };
    default:
      return colors;
  }
};

function neutral(color: string | undefined, tone: string): string {
  return color === 'gray' ? 'var(--color-muted)' : tone;
}

/** Mantine's look, brought down to the tokens of `tokens.css`. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 5 },
  colors: { accent, gray, dark },
  variantColorResolver,
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '10px', xl: '16px' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '28px', lineHeight: '1.25' },
      h2: { fontSize: '20px', lineHeight: '1.3' },
      h3: { fontSize: '16px', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    // The field alone is called "Password".
    PasswordInput: { defaultProps: { visibilityToggleButtonProps: { 'aria-label': 'Show what is typed' } } },
    // Most fields of a form are needed; a star at each tells nothing.
    InputWrapper: { defaultProps: { withAsterisk: false } },
    TextInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', comboboxProps: { shadow: 'raised' } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false, transitionProps: { duration: 120 } } },
    Modal: {
      defaultProps: {
        radius: 'lg',
        centered: true,
        transitionProps: { duration: 120, transition: 'fade' },
        closeButtonProps: { 'aria-label': 'Close' },
      },
      styles: { title: { fontSize: '16px', fontWeight: 600 } },
    },
    Menu: {
      defaultProps: {
        shadow: 'raised',
        transitionProps: { duration: 120, transition: 'fade' },
        // The first item takes the focus: a menu may have nothing in it that is not one.
        withInitialFocusPlaceholder: false,
      },
    },
  },
  shadows: { raised: 'var(--shadow-raised)' },
});

const fromTokens = {
  '--mantine-color-body': 'var(--color-surface)',
  '--mantine-color-text': 'var(--color-text)',
  '--mantine-color-bright': 'var(--color-text)',
  '--mantine-color-dimmed': 'var(--color-muted)',
  '--mantine-color-placeholder': 'var(--color-muted)',
  '--mantine-color-anchor': 'var(--color-accent)',
  '--mantine-color-error': 'var(--color-failed)',
  '--mantine-color-default': 'var(--color-surface)',
  '--mantine-color-default-hover': 'color-mix(in srgb, var(--color-text) 4%, var(--color-surface))',
  '--mantine-color-default-color': 'var(--color-text)',
  '--mantine-color-default-border': 'var(--color-hairline)',
  '--mantine-primary-color-filled': 'var(--color-accent)',
  '--mantine-primary-color-contrast': 'var(--color-on-accent)',
};

/** Points Mantine's own variables at our tokens; the tokens know the scheme, so both schemes read the same. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: fromTokens,
  dark: fromTokens,
});

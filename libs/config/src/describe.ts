import { SETTINGS, type SettingName, type Settings } from './settings';

const shown = (value: unknown): string => {
  if (value === undefined) return 'unset';
  return Array.isArray(value)
    ? value.join(',') || 'none'
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
};

/** One line per setting, with the value in force; secrets are never shown. */
export function describeSettings(
  values: Settings,
): { name: string; value: string; default: string; meaning: string }[] {
  return (Object.keys(SETTINGS) as SettingName[]).map((name) => {
    const { default: fallback, meaning, secret } = SETTINGS[name];
    const value = values[name];
    return {
      name,
      value: secret && value !== undefined ? '[secret]' : shown(value),
      default: shown(fallback),
      meaning,
    };
  });
}

/** docs/CONFIG.md, whole. */
export function settingsPage(): string {
  const rows = (Object.keys(SETTINGS) as SettingName[]).map(
    (name) => `| \`${name}\` | ${shown(SETTINGS[name].default)} | ${SETTINGS[name].meaning} |`,
  );
  return [
    '# Settings',
    '',
    'Made from the table in `libs/config/src/settings.ts` by `npm run -s cli -- config --markdown`.',
    '',
    '| variable | default | meaning |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

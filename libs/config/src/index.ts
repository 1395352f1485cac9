export {
  readSettings,
  settingsOfProcess,
  SETTINGS,
  SettingsError,
  type SettingName,
  type Settings,
} from './settings';
export { describeSettings, settingsPage } from './describe';
export { packageRoot } from './package-root';

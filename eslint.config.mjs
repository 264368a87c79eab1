// One standard for the JavaScript of the figures and of the site; Prettier sets its form.
import js from '@eslint/js';
import globals from 'globals';

export default [
  {ignores: ['**/node_modules/', '_build/', '.venv/', '.venv-bench/', 'grading/', 'mlp/data/']},
  js.configs.recommended,
  {
    languageOptions: {ecmaVersion: 2022, globals: globals.browser},
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'one-var': ['error', 'never'],
      'max-lines-per-function': ['error', 65],
      'no-shadow': 'error',
      'no-unused-vars': ['error', {args: 'after-used'}],
      // modules.py reads imports and exports in these forms
      'no-restricted-syntax': [
        'error',
        'ExportDefaultDeclaration',
        'ExportAllDeclaration',
        'ExportNamedDeclaration[declaration=null]',
        'ImportDefaultSpecifier',
        'ImportNamespaceSpecifier',
        'ImportExpression',
      ],
    },
  },
  {
    files: ['book/_static/**/*.js', 'book/lite/page/*.js'],
    languageOptions: {sourceType: 'script'},
  },
  // these are bundled by esbuild, which reads every form
  {files: ['book/page/*.js'], rules: {'no-restricted-syntax': 'off'}},
  // the kernel's worker imports this one as it is
  {files: ['book/lite/python/*.js'], rules: {'no-restricted-syntax': 'off'}},
  {files: ['mlp/widgets/host.js'], languageOptions: {globals: {figures: 'readonly'}}},
  {
    files: ['mlp/widgets/registry.js'],
    languageOptions: {sourceType: 'script'},
    rules: {'no-unused-vars': 'off'},
  },
  {
    files: ['*.mjs', 'book/tools/*.mjs', 'tests/helpers/*.mjs'],
    languageOptions: {globals: globals.node},
    rules: {'no-restricted-syntax': 'off'},
  },
];

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
      'no-unused-vars': ['error', {args: 'after-used'}],
    },
  },
  {files: ['book/_static/*.js', 'book/lite/**/*.js'], languageOptions: {sourceType: 'script'}},
  {files: ['*.mjs', 'book/tools/*.mjs'], languageOptions: {globals: globals.node}},
];

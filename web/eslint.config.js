import vue from 'eslint-plugin-vue'
import a11y from 'eslint-plugin-vuejs-accessibility'
import ts from 'typescript-eslint'

export default ts.config(
  { ignores: ['dist/**', 'node_modules/**', 'src/api/schema.d.ts'] },
  ...ts.configs.strict,
  ...vue.configs['flat/recommended'],
  ...a11y.configs['flat/recommended'],
  {
    files: ['**/*.{ts,vue}'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'max-lines': ['error', 500],
      'max-lines-per-function': ['error', 70],
      'no-console': 'error',
      // French has a no-break space before its double punctuation.
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true }],
      'vue/no-v-html': 'error',
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/require-default-prop': 'off',
      'vue/multi-word-component-names': 'off',
      // Layout of templates is a matter of taste that the reviewers read, not the machine.
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
      // Controls get their name from Field.vue, which the rule cannot see; axe checks the names in the tests.
      'vuejs-accessibility/form-control-has-label': 'off',
      // A static attribute `style=""` is refused by the content security policy.
      'vue/no-static-inline-styles': 'error',
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: 'Text only: the policy of the house is textContent.' },
        { property: 'outerHTML', message: 'Text only: the policy of the house is textContent.' },
      ],
    },
  },
  {
    files: ['**/*.test.ts', '**/testing/**'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off', 'vue/one-component-per-file': 'off' },
  },
)

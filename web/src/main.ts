import '@fontsource-variable/public-sans/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/map.css'
import './styles/print.css'
import { createApp } from 'vue'
import App from './app/App.vue'
import { createAppRouter } from './app/router'

createApp(App).use(createAppRouter()).mount('#app')

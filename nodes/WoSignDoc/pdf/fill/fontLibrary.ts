import notoSansSc from '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff';
import { create } from 'fontkit';

/**
 * The font for Chinese text in forms, and its parser. Import it only with `import('…/fontLibrary')`: it is bundled into
 * a separate file, loaded on first use.
 */
export const NOTO_SANS_SC_WOFF: Buffer = Buffer.from(notoSansSc, 'base64');
export const fontkit = { create };

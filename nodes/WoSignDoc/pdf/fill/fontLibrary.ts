import notoSansSc from '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff';
import { create } from 'fontkit';

/**
 * The font that Chinese text is filled in with, and what reads it. Import it by `import('…/fontLibrary')` alone: it is
 * built into a file of its own, loaded when it is first needed.
 */
export const NOTO_SANS_SC_WOFF: Buffer = Buffer.from(notoSansSc, 'base64');
export const fontkit = { create };

import { PDFDocument } from '@cantoo/pdf-lib';
import { writeFileSync } from 'node:fs';
import { fillForm } from '../../../../nodes/WoSignDoc/pdf/fill/fillForm';

it('fills', async () => {
	const d = await PDFDocument.create();
	const p = d.addPage([595, 842]);
	const f = d.getForm();
	f.createTextField('name').addToPage(p, { x: 50, y: 700, width: 200, height: 20 });
	const m = f.createTextField('long'); m.enableMultiline(); m.addToPage(p, { x: 50, y: 500, width: 200, height: 120 });
	f.createTextField('latin').addToPage(p, { x: 300, y: 700, width: 200, height: 20 });
	f.createCheckBox('ok').addToPage(p, { x: 50, y: 450, width: 20, height: 20 });
	const dd = f.createDropdown('city'); dd.addOptions(['深圳', 'Beijing']); dd.addToPage(p, { x: 50, y: 400, width: 200, height: 20 });
	const pdf = await d.save();
	for (const flatten of [true, false]) {
		const r = await fillForm(pdf, new Map<string, string | boolean>([['name', '深圳示例科技有限公司'], ['long', '第一条 甲方应当在本合同签订之日起十日内向乙方支付合同总价款的百分之三十作为预付款。\n第二条 Second clause in English words.'], ['latin', 'Hello fi World'], ['ok', true], ['city', '深圳']]), { flatten });
		if (r.kind === 'refused') throw new Error(JSON.stringify(r.problems));
		writeFileSync(`/tmp/m15/fill-${flatten}.pdf`, r.pdf);
		console.log(r.remarks, r.pdf.length);
	}
	const r = await fillForm(pdf, new Map<string, string | boolean>([['name', 'a\u0001𠮷'], ['x', '1'], ['city', 'Rome'], ['ok', 'maybe'], ['latin', 'x'.repeat(1000)]]), { flatten: true });
	console.log(JSON.stringify(r, null, 1));
});

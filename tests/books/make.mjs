// The workbooks of two libraries of npm: node make.mjs, where exceljs and xlsx are installed.
import ExcelJS from 'exceljs';
import XLSX from 'xlsx';

const titles = [['创城问题整改台账'], ['填报单位：市创建办']];
const headings = ['责任单位', '编号', '日期', '受理时间', '完成率', '代码', '说明'];
const day = (y, m, d, h = 0, n = 0) => new Date(Date.UTC(y, m - 1, d, h, n));
const rows = [
	['城管局', '310105199001012345', day(2026, 5, 12), day(2026, 5, 12, 17, 5), 0.985, 42,
		'路面破损\n积水'],
	[null, '000000000000000007', day(2024, 2, 29), day(2024, 2, 29), 1, 12345, '=1+2 “引号”,逗号'],
	['住建局', 'I-3', day(1999, 12, 31), null, 0, 7, true],
];
const formats = [null, null, 'yyyy-mm-dd', 'yyyy-mm-dd hh:mm', '0.0%', '00000', null];

// ExcelJS: shared texts, rich text, a formula with its value, a sheet that is hidden before the one that is shown.
async function exceljs(name, date1904) {
	const book = new ExcelJS.Workbook();
	book.properties.date1904 = date1904;
	book.addWorksheet('旧台账', {state: 'hidden'}).addRow(['作废']);
	const sheet = book.addWorksheet('台账');
	sheet.addRows([...titles, headings, ...rows]);
	sheet.mergeCells('A1:G1');
	sheet.mergeCells('A4:A5');
	sheet.getCell('G6').value = {richText: [{text: '富'}, {font: {bold: true}, text: '文本'}]};
	sheet.addRow(['合计', null, null, null, null, {formula: 'SUM(F4:F6)', result: 12394}]);
	formats.forEach((format, i) => { if (format) sheet.getColumn(i + 1).numFmt = format; });
	await book.xlsx.writeFile(name);
}

// SheetJS: texts within the cells, .xls as well, and the formats that are not read.
function sheetjs(names) {
	const sheet = XLSX.utils.aoa_to_sheet([...titles, headings]);
	const serial = date => date.getTime() / 86400000 + 25569;
	rows.forEach((row, r) => row.forEach((value, c) => {
		const cell = XLSX.utils.encode_cell({r: r + 3, c});
		if (value === null) return;
		sheet[cell] = value instanceof Date ? {t: 'n', v: serial(value)} :
			{t: typeof value === 'number' ? 'n' : typeof value === 'boolean' ? 'b' : 's', v: value};
		if (formats[c]) sheet[cell].z = formats[c];
	}));
	sheet.A7 = {t: 's', v: '合计'};
	sheet.F7 = {t: 'n', v: 12394, f: 'SUM(F4:F6)'};
	sheet['!ref'] = 'A1:G7';
	sheet['!merges'] = [XLSX.utils.decode_range('A1:G1'), XLSX.utils.decode_range('A4:A5')];
	const book = XLSX.utils.book_new();
	XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['作废']]), '旧台账');
	XLSX.utils.book_append_sheet(book, sheet, '台账');
	book.Workbook = {Sheets: [{Hidden: 1}, {Hidden: 0}]};
	for (const [name, options] of names) XLSX.writeFile(book, name, options);
}

await exceljs('exceljs.xlsx', false);
await exceljs('exceljs-1904.xlsx', true);
sheetjs([['sheetjs.xlsx', {bookSST: false, compression: true}], ['sheetjs.xls', {bookType: 'biff8'}],
	['sheetjs.xlsb', {}], ['sheetjs.ods', {}]]);

/* million FILE ROWS: a workbook of ROWS rows as an office's system exports them, by libxlsxwriter. */
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

int main(int argc, char **argv)
{
	static const char *const units[] = {"城管局", "住建局", "交通局", "市场监管局",
	                                    "生态环境局"};
	lxw_workbook *book = argc == 3 ? workbook_new(argv[1]) : NULL;
	lxw_row_t rows = argc == 3 ? (lxw_row_t)strtoul(argv[2], NULL, 10) : 0;
	lxw_worksheet *sheet;
	lxw_format *day, *share;

	if (book == NULL)
		return 2;
	sheet = workbook_add_worksheet(book, "台账");
	day = workbook_add_format(book);
	share = workbook_add_format(book);
	format_set_num_format(day, "yyyy-mm-dd");
	format_set_num_format(share, "0.0%");
	for (lxw_row_t i = 0; i < rows; i++) {
		char text[64];

		(void)snprintf(text, sizeof text, "I%07u", i);
		worksheet_write_string(sheet, i, 0, text, NULL);
		worksheet_write_number(sheet, i, 1, 45000 + i % 1500, day);
		worksheet_write_string(sheet, i, 2, units[i % 5], NULL);
		(void)snprintf(text, sizeof text, "路面破损，第%u号", i % 90000);
		worksheet_write_string(sheet, i, 3, text, NULL);
		worksheet_write_number(sheet, i, 4, (i % 1000) / 1000.0, share);
		worksheet_write_number(sheet, i, 5, i * 3.25, NULL);
	}
	return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}

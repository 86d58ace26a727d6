/* The rows that an expression names. */
#include "lib/derive/names.h"

extern const struct civ_noun civ_noun_area, civ_noun_indicator;

static enum civ_status of_argument(const struct civ_noun *noun, const struct civ_argument *argument,
                                   civ_mention_function *take, void *data)
{
	const struct civ_mention mention = {.noun = noun,
	                                    .code = argument->value,
	                                    .at = argument->at,
	                                    .len = argument->len,
	                                    .form = CIV_MENTION_VALUE};

	return take(data, &mention);
}

static enum civ_status of_call(const struct civ_expression *call, civ_mention_function *take, void *data)
{
	enum civ_status status;

	if (call->call != CIV_CALL_SHARE)
		return CIV_OK;
	status = of_argument(&civ_noun_indicator, &call->arguments[0], take, data);
	return status == CIV_OK ? of_argument(&civ_noun_area, &call->arguments[1], take, data) : status;
}

static enum civ_status of_figure(struct civ_records *records, const struct civ_expression *figure,
                                 civ_mention_function *take, void *data)
{
	enum civ_status status = CIV_OK;

	for (size_t i = 0; civ_figure_sources[i] != NULL && status == CIV_OK; i++)
		status = civ_figure_sources[i]->mentions(records, figure, take, data);
	return status;
}

enum civ_status civ_expression_mentions(struct civ_records *records, const struct civ_expression *e,
                                        civ_mention_function *take, void *data)
{
	enum civ_status status = CIV_OK;

	if (civ_names_indicator(e)) {
		const struct civ_mention mention = {.noun = &civ_noun_indicator,
		                                    .code = e->name,
		                                    .at = e->at,
		                                    .len = e->len,
		                                    .form = CIV_MENTION_CODE};

		return take(data, &mention);
	}
	if (e->kind == CIV_EXPRESSION_FIGURE)
		return of_figure(records, e, take, data);
	if (e->kind == CIV_EXPRESSION_CALL)
		return of_call(e, take, data);
	if (e->left != NULL)
		status = civ_expression_mentions(records, e->left, take, data);
	if (e->right != NULL && status == CIV_OK)
		status = civ_expression_mentions(records, e->right, take, data);
	return status;
}

enum civ_status civ_expression_each(const struct civ_expression *e,
                                    enum civ_status (*take)(void *data, const struct civ_expression *part), void *data)
{
	enum civ_status status = CIV_OK;

	if (e->left == NULL)
		return take(data, e);
	status = civ_expression_each(e->left, take, data);
	return status == CIV_OK && e->right != NULL ? civ_expression_each(e->right, take, data) : status;
}

void civ_mention_write(const struct civ_mention *mention, struct civ_span code, struct civ_buf *text)
{
	/* A code that a derived measure has too is the indicator's only in brackets. */
	if (mention->form == CIV_MENTION_VALUE)
		civ_expression_put_value(code, text);
	else if (civ_derived_is_known(code))
		civ_buf_addf(text, "[%.*s]", (int)code.len, code.text);
	else
		civ_expression_put_code(code, text);
}

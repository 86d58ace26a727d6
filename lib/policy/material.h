/* The files of materials. */
#ifndef CIVPLAN_POLICY_MATERIAL_H
#define CIVPLAN_POLICY_MATERIAL_H

#include "civplan/digest.h"
#include "civplan/record.h"

/* The digest of FILE, which stands in the folder of the database where it is no absolute path. *THERE is false when no
 * regular file of that name can be read. CIV_SYSTEM: memory is out. */
enum civ_status civ_material_digest(struct civ_records *records, struct civ_span file, bool *there,
                                    char hex[CIV_DIGEST_SIZE]);

#endif

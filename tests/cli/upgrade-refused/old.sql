PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE run (
	id INTEGER PRIMARY KEY,
	at TEXT NOT NULL CHECK (at IS datetime(at, '+0 days')), -- time zone of the plan
	who TEXT NOT NULL,             -- $CIVPLAN_USER, else the login
	command TEXT NOT NULL,         -- the command line without personal values
	input TEXT,                    -- files read
	rows_read INTEGER NOT NULL DEFAULT 0,
	rows_added INTEGER NOT NULL DEFAULT 0,
	rows_set INTEGER NOT NULL DEFAULT 0,
	rows_removed INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO run VALUES(1,'2026-11-27 01:50:10','tester','plan-init --db=old.db --start=2024-01-01 --end=2027-12-31 --city=测试市',NULL,0,1,0,0);
INSERT INTO run VALUES(2,'2026-11-27 01:50:10','tester','unit-add --code=U1 --name=城管局 --kind=department',NULL,1,1,0,0);
INSERT INTO run VALUES(3,'2026-11-27 01:50:10','tester','unit-add --code=U2 --name=交警支队 --kind=department',NULL,1,1,0,0);
INSERT INTO run VALUES(4,'2026-11-27 01:50:10','tester','area-add --code=A1 --name=东区 --kind=district',NULL,1,1,0,0);
INSERT INTO run VALUES(5,'2026-11-27 01:50:10','tester','area-add --code=A2 --name=西区 --kind=district',NULL,1,1,0,0);
INSERT INTO run VALUES(6,'2026-11-27 01:50:10','tester','person-add --code=wang --name=王芳 --role=citizen',NULL,1,1,0,0);
INSERT INTO run VALUES(7,'2026-11-27 01:50:10','tester','standard-add --code=S --name=标准 --effective=2024-01-01',NULL,1,1,0,0);
INSERT INTO run VALUES(8,'2026-11-27 01:50:10','tester','indicator-add --standard=S --code=x --name=整洁率 --weight=10 --rule=goalposts --direction=up --lo=0 --hi=100 --dimension=result',NULL,1,1,0,0);
INSERT INTO run VALUES(9,'2026-11-27 01:50:10','tester','indicator-add --standard=S --code=rb --name=反弹率 --weight=5 --rule=goalposts --direction=down --lo=0 --hi=100 --dimension=process --formula=rebound_rate',NULL,1,1,0,0);
INSERT INTO run VALUES(10,'2026-11-27 01:50:11','tester','measure-add --indicator=x --date=2025-03-31 --value=60',NULL,1,1,0,0);
INSERT INTO run VALUES(11,'2026-11-27 01:50:11','tester','measure-add --indicator=x --date=2025-06-30 --value=90 --numerator=3 --denominator=12',NULL,1,1,0,0);
INSERT INTO run VALUES(12,'2026-11-27 01:50:11','tester','measure-add --indicator=x --date=2025-09-30 --value=985',NULL,1,1,0,0);
INSERT INTO run VALUES(13,'2026-11-27 01:50:11','tester','target-add --code=T1 --indicator=x --due=2025-12-31 --base=50 ''--op=>='' --value=85',NULL,1,1,0,0);
INSERT INTO run VALUES(14,'2026-11-27 01:50:11','tester','milestone-add --code=M1 --title=整洁达标 --due=2025-12-31 ''--criterion=x >= 85''',NULL,1,1,0,0);
INSERT INTO run VALUES(15,'2026-11-27 01:50:11','tester','milestone-add --code=M2 --title=无反弹 --due=2026-06-30 ''--criterion=rebound_rate = 0''',NULL,1,1,0,0);
INSERT INTO run VALUES(16,'2026-11-27 01:50:11','tester','task-add --code=K1 --title=修路 --unit=U1 --start=2025-01-01 --due=2025-06-30',NULL,1,1,0,0);
INSERT INTO run VALUES(17,'2026-11-27 01:50:11','tester','task-add --code=K2 --title=绿化 --unit=U2 --due=2025-12-31 --after=K1',NULL,1,1,0,0);
INSERT INTO run VALUES(18,'2026-11-27 01:50:11','tester','progress-add --task=K1 --date=2025-04-30 --reached=1',NULL,1,1,1,0);
INSERT INTO run VALUES(19,'2026-11-27 01:50:11','tester','task-set --status=stopped K2',NULL,0,0,1,0);
INSERT INTO run VALUES(20,'2026-11-27 01:50:11','tester','category-add --code=stalls --name=占道经营 --days=5 --day-kind=calendar --accept-days=3',NULL,1,1,0,0);
INSERT INTO run VALUES(21,'2026-11-27 01:50:11','tester','channel-add --code=hot --name=热线 --kind=hotline',NULL,1,1,0,0);
INSERT INTO run VALUES(22,'2026-11-27 01:50:11','tester','issue-log','-',5,5,0,0);
INSERT INTO run VALUES(23,'2026-11-27 01:50:11','tester','issue-move --to=assigned ''--at=2025-03-03 10:00'' --co-units=U2 1',NULL,0,3,1,0);
INSERT INTO run VALUES(24,'2026-11-27 01:50:11','tester','issue-move --to=rectified --unit=U2 ''--at=2025-03-06 10:00'' 1',NULL,0,1,1,0);
INSERT INTO run VALUES(25,'2026-11-27 01:50:11','tester','issue-move --to=rectified --unit=U1 ''--at=2025-03-12 10:00'' 1',NULL,0,1,2,0);
INSERT INTO run VALUES(26,'2026-11-27 01:50:11','tester','issue-move --to=accepted --by=wang ''--at=2025-03-13 10:00'' 1',NULL,0,1,1,0);
INSERT INTO run VALUES(27,'2026-11-27 01:50:11','tester','issue-move --to=closed ''--at=2025-03-14 10:00'' 1',NULL,0,1,1,0);
INSERT INTO run VALUES(28,'2026-11-27 01:50:11','tester','issue-move --to=assigned ''--at=2025-04-02 10:00'' 3',NULL,0,2,1,0);
INSERT INTO run VALUES(29,'2026-11-27 01:50:11','tester','issue-move --to=rectified ''--at=2025-04-03 10:00'' 3',NULL,0,1,2,0);
INSERT INTO run VALUES(30,'2026-11-27 01:50:11','tester','issue-move --to=accepted --by=wang ''--at=2025-04-04 10:00'' 3',NULL,0,1,1,0);
INSERT INTO run VALUES(31,'2026-11-27 01:50:11','tester','issue-move --to=closed ''--at=2025-04-05 10:00'' 3',NULL,0,1,1,0);
INSERT INTO run VALUES(32,'2026-11-27 01:50:11','tester','recheck-add --issue=3 --date=2025-07-05 --result=rebound',NULL,1,4,1,0);
INSERT INTO run VALUES(33,'2026-11-27 01:50:11','tester','issue-move --to=assigned ''--at=2030-01-01 10:00'' 4',NULL,0,2,1,0);
INSERT INTO run VALUES(34,'2026-11-27 01:50:11','tester','extension-add --issue=5 --requested=2025-12-04 --due=2025-12-20 --reason=雨天 --decision=granted --decided-at=2025-12-05',NULL,1,1,1,0);
INSERT INTO run VALUES(35,'2026-11-27 01:50:11','tester','notice-add --issue=5 --date=2025-12-21 --kind=urge',NULL,1,1,0,0);
CREATE TABLE run_range (
	run INTEGER NOT NULL REFERENCES run (id),
	table_name TEXT NOT NULL,
	first_id INTEGER NOT NULL,
	last_id INTEGER NOT NULL,      -- ids between the two may be other runs'
	rows_added INTEGER NOT NULL,
	PRIMARY KEY (run, table_name)
) STRICT, WITHOUT ROWID;
INSERT INTO run_range VALUES(1,'plan',1,1,1);
INSERT INTO run_range VALUES(2,'unit',1,1,1);
INSERT INTO run_range VALUES(3,'unit',2,2,1);
INSERT INTO run_range VALUES(4,'area',1,1,1);
INSERT INTO run_range VALUES(5,'area',2,2,1);
INSERT INTO run_range VALUES(6,'person',1,1,1);
INSERT INTO run_range VALUES(7,'standard',1,1,1);
INSERT INTO run_range VALUES(8,'indicator',1,1,1);
INSERT INTO run_range VALUES(9,'indicator',2,2,1);
INSERT INTO run_range VALUES(10,'measure',1,1,1);
INSERT INTO run_range VALUES(11,'measure',2,2,1);
INSERT INTO run_range VALUES(12,'measure',3,3,1);
INSERT INTO run_range VALUES(13,'target',1,1,1);
INSERT INTO run_range VALUES(14,'milestone',1,1,1);
INSERT INTO run_range VALUES(15,'milestone',2,2,1);
INSERT INTO run_range VALUES(16,'task',1,1,1);
INSERT INTO run_range VALUES(17,'task',2,2,1);
INSERT INTO run_range VALUES(18,'progress',1,1,1);
INSERT INTO run_range VALUES(20,'category',1,1,1);
INSERT INTO run_range VALUES(21,'channel',1,1,1);
INSERT INTO run_range VALUES(22,'issue',1,5,5);
INSERT INTO run_range VALUES(23,'dispatch',1,2,2);
INSERT INTO run_range VALUES(23,'event',1,1,1);
INSERT INTO run_range VALUES(24,'event',2,2,1);
INSERT INTO run_range VALUES(25,'event',3,3,1);
INSERT INTO run_range VALUES(26,'event',4,4,1);
INSERT INTO run_range VALUES(27,'event',5,5,1);
INSERT INTO run_range VALUES(28,'dispatch',3,3,1);
INSERT INTO run_range VALUES(28,'event',6,6,1);
INSERT INTO run_range VALUES(29,'event',7,7,1);
INSERT INTO run_range VALUES(30,'event',8,8,1);
INSERT INTO run_range VALUES(31,'event',9,9,1);
INSERT INTO run_range VALUES(32,'cycle',1,1,1);
INSERT INTO run_range VALUES(32,'dispatch',4,4,1);
INSERT INTO run_range VALUES(32,'event',10,10,1);
INSERT INTO run_range VALUES(32,'recheck',1,1,1);
INSERT INTO run_range VALUES(33,'dispatch',5,5,1);
INSERT INTO run_range VALUES(33,'event',11,11,1);
INSERT INTO run_range VALUES(34,'extension',1,1,1);
INSERT INTO run_range VALUES(35,'notice',1,1,1);
CREATE TABLE change (
	id INTEGER PRIMARY KEY,
	run INTEGER NOT NULL REFERENCES run (id),
	table_name TEXT NOT NULL,
	row_id INTEGER NOT NULL,
	row_key TEXT,                  -- its key as it was then
	action TEXT NOT NULL CHECK (action IN ('set', 'remove')),
	column_name TEXT,
	old TEXT,                      -- empty: was not set
	new TEXT                       -- empty: was cleared
) STRICT;
INSERT INTO change VALUES(1,18,'task',1,'K1','set','reached',NULL,'1');
INSERT INTO change VALUES(2,19,'task',2,'K2','set','status','planned','stopped');
INSERT INTO change VALUES(3,23,'issue',1,'1','set','stage','reported','assigned');
INSERT INTO change VALUES(4,23,'issue',1,'1','set','assigned_at',NULL,'2025-03-03 10:00:00');
INSERT INTO change VALUES(5,24,'dispatch',2,'1:1:U2','set','rectified_at',NULL,'2025-03-06 10:00:00');
INSERT INTO change VALUES(6,25,'issue',1,'1','set','stage','assigned','rectified');
INSERT INTO change VALUES(7,25,'issue',1,'1','set','rectified_at',NULL,'2025-03-12 10:00:00');
INSERT INTO change VALUES(8,25,'dispatch',1,'1:1:U1','set','rectified_at',NULL,'2025-03-12 10:00:00');
INSERT INTO change VALUES(9,26,'issue',1,'1','set','stage','rectified','accepted');
INSERT INTO change VALUES(10,26,'issue',1,'1','set','accepted_at',NULL,'2025-03-13 10:00:00');
INSERT INTO change VALUES(11,26,'issue',1,'1','set','accepted_by',NULL,'wang');
INSERT INTO change VALUES(12,27,'issue',1,'1','set','stage','accepted','closed');
INSERT INTO change VALUES(13,27,'issue',1,'1','set','closed_at',NULL,'2025-03-14 10:00:00');
INSERT INTO change VALUES(14,27,'issue',1,'1','set','close_no',NULL,'1');
INSERT INTO change VALUES(15,28,'issue',3,'3','set','stage','reported','assigned');
INSERT INTO change VALUES(16,28,'issue',3,'3','set','assigned_at',NULL,'2025-04-02 10:00:00');
INSERT INTO change VALUES(17,29,'issue',3,'3','set','stage','assigned','rectified');
INSERT INTO change VALUES(18,29,'issue',3,'3','set','rectified_at',NULL,'2025-04-03 10:00:00');
INSERT INTO change VALUES(19,29,'dispatch',3,'3:1:U2','set','rectified_at',NULL,'2025-04-03 10:00:00');
INSERT INTO change VALUES(20,30,'issue',3,'3','set','stage','rectified','accepted');
INSERT INTO change VALUES(21,30,'issue',3,'3','set','accepted_at',NULL,'2025-04-04 10:00:00');
INSERT INTO change VALUES(22,30,'issue',3,'3','set','accepted_by',NULL,'wang');
INSERT INTO change VALUES(23,31,'issue',3,'3','set','stage','accepted','closed');
INSERT INTO change VALUES(24,31,'issue',3,'3','set','closed_at',NULL,'2025-04-05 10:00:00');
INSERT INTO change VALUES(25,31,'issue',3,'3','set','close_no',NULL,'2');
INSERT INTO change VALUES(26,32,'issue',3,'3','set','due','2025-04-06','2025-07-10');
INSERT INTO change VALUES(27,32,'issue',3,'3','set','stage','closed','assigned');
INSERT INTO change VALUES(28,32,'issue',3,'3','set','cycle','1','2');
INSERT INTO change VALUES(29,32,'issue',3,'3','set','assigned_at','2025-04-02 10:00:00','2025-07-05 00:00:00');
INSERT INTO change VALUES(30,32,'issue',3,'3','set','rectified_at','2025-04-03 10:00:00',NULL);
INSERT INTO change VALUES(31,32,'issue',3,'3','set','accepted_at','2025-04-04 10:00:00',NULL);
INSERT INTO change VALUES(32,32,'issue',3,'3','set','accepted_by','wang',NULL);
INSERT INTO change VALUES(33,32,'issue',3,'3','set','closed_at','2025-04-05 10:00:00',NULL);
INSERT INTO change VALUES(34,32,'issue',3,'3','set','close_no','2',NULL);
INSERT INTO change VALUES(35,32,'issue',3,'3','set','reopened_at',NULL,'2025-07-05 00:00:00');
INSERT INTO change VALUES(36,33,'issue',4,'4','set','stage','reported','assigned');
INSERT INTO change VALUES(37,33,'issue',4,'4','set','assigned_at',NULL,'2030-01-01 10:00:00');
INSERT INTO change VALUES(38,34,'issue',5,'5','set','extended_due',NULL,'2025-12-20');
CREATE TABLE IF NOT EXISTS "area" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"parent_id" INTEGER REFERENCES "area" ("id"),
	"kind" TEXT NOT NULL CHECK ("kind" IN ('city','district','street','community','grid','site')),
	"population" INTEGER CHECK ("population" >= 0),
	"elderly" INTEGER CHECK ("elderly" >= 0),
	"old" INTEGER CHECK ("old" IN (0,1)),
	"sponsor_id" INTEGER REFERENCES "person" ("id"),
	"pair_unit_id" INTEGER REFERENCES "unit" ("id"),
	"duty_unit_id" INTEGER REFERENCES "unit" ("id"),
	"aliases" TEXT,
	CONSTRAINT "elderly_among_residents" CHECK ("elderly" <= "population")
) STRICT;
INSERT INTO area VALUES(1,'A1','东区',NULL,'district',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO area VALUES(2,'A2','西区',NULL,'district',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "category" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"parent_id" INTEGER REFERENCES "category" ("id"),
	"days" INTEGER CHECK ("days" >= 0),
	"day_kind" TEXT NOT NULL DEFAULT 'working' CHECK ("day_kind" IN ('working','calendar','calendar_moved')),
	"receive_hours" INTEGER CHECK ("receive_hours" >= 0),
	"accept_days" INTEGER CHECK ("accept_days" >= 0),
	"indicator" TEXT,
	"priority" INTEGER CHECK ("priority" >= 1),
	"aliases" TEXT
) STRICT;
INSERT INTO category VALUES(1,'stalls','占道经营',NULL,5,'calendar',NULL,3,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "channel" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"kind" TEXT CHECK ("kind" IN ('hotline','app','grid','web','box','visit','inspection','other')),
	"map" TEXT,
	"silent_days" INTEGER CHECK ("silent_days" >= 0)
) STRICT;
INSERT INTO channel VALUES(1,'hot','热线','hotline',NULL,NULL);
CREATE TABLE IF NOT EXISTS "cycle" (
	"id" INTEGER PRIMARY KEY,
	"issue_id" INTEGER NOT NULL REFERENCES "issue" ("id"),
	"cycle" INTEGER NOT NULL CHECK ("cycle" >= 1),
	"channel_id" INTEGER REFERENCES "channel" ("id"),
	"category_id" INTEGER NOT NULL REFERENCES "category" ("id"),
	"area_id" INTEGER REFERENCES "area" ("id"),
	"unit_id" INTEGER REFERENCES "unit" ("id"),
	"person_id" INTEGER REFERENCES "person" ("id"),
	"started_at" TEXT NOT NULL CHECK ("started_at" IS datetime("started_at", '+0 days')),
	"due" TEXT CHECK ("due" IS date("due", '+0 days')),
	"extended_due" TEXT CHECK ("extended_due" IS date("extended_due", '+0 days')),
	"rectified_at" TEXT CHECK ("rectified_at" IS datetime("rectified_at", '+0 days')),
	"accepted_at" TEXT CHECK ("accepted_at" IS datetime("accepted_at", '+0 days')),
	"accepted_by_id" INTEGER REFERENCES "person" ("id"),
	"closed_at" TEXT NOT NULL CHECK ("closed_at" IS datetime("closed_at", '+0 days')),
	"close_no" INTEGER CHECK ("close_no" >= 1),
	"came_back_at" TEXT NOT NULL CHECK ("came_back_at" IS datetime("came_back_at", '+0 days')),
	"reason" TEXT NOT NULL CHECK ("reason" IN ('recheck','reopened'))
) STRICT;
INSERT INTO cycle VALUES(1,3,1,1,1,2,2,NULL,'2025-04-01 10:00:00','2025-04-06',NULL,'2025-04-03 10:00:00','2025-04-04 10:00:00',1,'2025-04-05 10:00:00',2,'2025-07-05 00:00:00','recheck');
CREATE TABLE IF NOT EXISTS "dispatch" (
	"id" INTEGER PRIMARY KEY,
	"issue_id" INTEGER NOT NULL REFERENCES "issue" ("id"),
	"cycle" INTEGER NOT NULL CHECK ("cycle" >= 1),
	"unit_id" INTEGER NOT NULL REFERENCES "unit" ("id"),
	"part" TEXT NOT NULL CHECK ("part" IN ('lead','co')),
	"person_id" INTEGER REFERENCES "person" ("id"),
	"due" TEXT CHECK ("due" IS date("due", '+0 days')),
	"sent_at" TEXT NOT NULL CHECK ("sent_at" IS datetime("sent_at", '+0 days')),
	"received_at" TEXT CHECK ("received_at" IS datetime("received_at", '+0 days')),
	"returned_at" TEXT CHECK ("returned_at" IS datetime("returned_at", '+0 days')),
	"rectified_at" TEXT CHECK ("rectified_at" IS datetime("rectified_at", '+0 days')),
	"evidence" TEXT,
	"note" TEXT
) STRICT;
INSERT INTO dispatch VALUES(1,1,1,1,'lead',NULL,'2025-03-08','2025-03-03 10:00:00',NULL,NULL,'2025-03-12 10:00:00',NULL,NULL);
INSERT INTO dispatch VALUES(2,1,1,2,'co',NULL,'2025-03-08','2025-03-03 10:00:00',NULL,NULL,'2025-03-06 10:00:00',NULL,NULL);
INSERT INTO dispatch VALUES(3,3,1,2,'lead',NULL,'2025-04-06','2025-04-02 10:00:00',NULL,NULL,'2025-04-03 10:00:00',NULL,NULL);
INSERT INTO dispatch VALUES(4,3,2,2,'lead',NULL,'2025-07-10','2025-07-05 00:00:00',NULL,NULL,NULL,NULL,'re-check');
INSERT INTO dispatch VALUES(5,4,1,2,'lead',NULL,'2025-05-11','2030-01-01 10:00:00',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "event" (
	"id" INTEGER PRIMARY KEY,
	"issue_id" INTEGER NOT NULL REFERENCES "issue" ("id"),
	"cycle" INTEGER NOT NULL CHECK ("cycle" >= 1),
	"at" TEXT NOT NULL CHECK ("at" IS datetime("at", '+0 days')),
	"from_stage" TEXT NOT NULL CHECK ("from_stage" IN ('reported','assigned','received','rectified','accepted','closed','deferred','dismissed','returned')),
	"to_stage" TEXT NOT NULL CHECK ("to_stage" IN ('reported','assigned','received','rectified','accepted','closed','deferred','dismissed','returned')),
	"by" TEXT NOT NULL,
	"note" TEXT,
	"evidence" TEXT
) STRICT;
INSERT INTO event VALUES(1,1,1,'2025-03-03 10:00:00','reported','assigned','tester',NULL,NULL);
INSERT INTO event VALUES(2,1,1,'2025-03-06 10:00:00','assigned','assigned','tester','U2: its part rectified',NULL);
INSERT INTO event VALUES(3,1,1,'2025-03-12 10:00:00','assigned','rectified','tester',NULL,NULL);
INSERT INTO event VALUES(4,1,1,'2025-03-13 10:00:00','rectified','accepted','wang',NULL,NULL);
INSERT INTO event VALUES(5,1,1,'2025-03-14 10:00:00','accepted','closed','tester',NULL,NULL);
INSERT INTO event VALUES(6,3,1,'2025-04-02 10:00:00','reported','assigned','tester',NULL,NULL);
INSERT INTO event VALUES(7,3,1,'2025-04-03 10:00:00','assigned','rectified','tester',NULL,NULL);
INSERT INTO event VALUES(8,3,1,'2025-04-04 10:00:00','rectified','accepted','wang',NULL,NULL);
INSERT INTO event VALUES(9,3,1,'2025-04-05 10:00:00','accepted','closed','tester',NULL,NULL);
INSERT INTO event VALUES(10,3,2,'2025-07-05 00:00:00','closed','assigned','tester','re-check',NULL);
INSERT INTO event VALUES(11,4,1,'2030-01-01 10:00:00','reported','assigned','tester',NULL,NULL);
CREATE TABLE IF NOT EXISTS "extension" (
	"id" INTEGER PRIMARY KEY,
	"issue_id" INTEGER NOT NULL REFERENCES "issue" ("id"),
	"requested" TEXT NOT NULL CHECK ("requested" IS date("requested", '+0 days')),
	"due" TEXT NOT NULL CHECK ("due" IS date("due", '+0 days')),
	"reason" TEXT NOT NULL,
	"by" TEXT,
	"decision" TEXT NOT NULL DEFAULT 'pending' CHECK ("decision" IN ('pending','granted','refused')),
	"decided_by" TEXT,
	"decided_at" TEXT CHECK ("decided_at" IS datetime("decided_at", '+0 days')),
	CONSTRAINT "decided_after_requested" CHECK ("decided_at" >= "requested"),
	CONSTRAINT "decided_or_pending" CHECK ("decision" <> 'pending' OR "decided_at" IS NULL)
) STRICT;
INSERT INTO extension VALUES(1,5,'2025-12-04','2025-12-20','雨天','tester','granted','tester','2025-12-05 00:00:00');
CREATE TABLE IF NOT EXISTS "figure" (
	"id" INTEGER PRIMARY KEY,
	"publication_id" INTEGER NOT NULL REFERENCES "publication" ("id"),
	"subject" TEXT NOT NULL,
	"name" TEXT NOT NULL,
	"value" TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS "holiday" (
	"id" INTEGER PRIMARY KEY,
	"date" TEXT NOT NULL CHECK ("date" IS date("date", '+0 days')),
	"name" TEXT,
	"kind" TEXT NOT NULL CHECK ("kind" IN ('off','work'))
) STRICT;
CREATE TABLE IF NOT EXISTS "indicator" (
	"id" INTEGER PRIMARY KEY,
	"standard_id" INTEGER NOT NULL REFERENCES "standard" ("id"),
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"parent" TEXT,
	"name" TEXT NOT NULL,
	"dimension" TEXT CHECK ("dimension" IN ('result','process')),
	"weight" REAL NOT NULL CHECK ("weight" >= 0),
	"measure_unit" TEXT,
	"direction" TEXT CHECK ("direction" IN ('up','down')),
	"rule" TEXT CHECK ("rule" IN ('goalposts','target','slope','bands','pass','minmax','zscore','rank','none')),
	"lo" REAL,
	"hi" REAL,
	"step" REAL CHECK ("step" >= 0),
	"floor" REAL CHECK ("floor" >= 0),
	"bands" TEXT,
	"scale" TEXT CHECK ("scale" IN ('linear','log')),
	"round" INTEGER CHECK ("round" >= 0) CHECK ("round" <= 9),
	"aggregate" TEXT CHECK ("aggregate" IN ('arithmetic','geometric','harmonic')),
	"missing" TEXT CHECK ("missing" IN ('reweight','zero','fail')),
	"formula" TEXT,
	"tested_by" TEXT CHECK ("tested_by" IN ('material','field','survey','data')),
	"scope" TEXT CHECK ("scope" IN ('national','local')),
	"kind" TEXT CHECK ("kind" IN ('hard','soft')),
	"theme" TEXT CHECK ("theme" IN ('economic','social','environmental')),
	"unit_id" INTEGER REFERENCES "unit" ("id"),
	"person_id" INTEGER REFERENCES "person" ("id"),
	"due" TEXT CHECK ("due" IS date("due", '+0 days')),
	"note" TEXT,
	CONSTRAINT "rule_has_direction" CHECK ("rule" = 'none' OR "direction" IS NOT NULL),
	CONSTRAINT "rule_has_lo" CHECK ("rule" NOT IN ('goalposts', 'target') OR "lo" IS NOT NULL),
	CONSTRAINT "rule_has_hi" CHECK ("rule" NOT IN ('goalposts', 'target', 'slope', 'pass') OR "hi" IS NOT NULL),
	CONSTRAINT "posts_in_order" CHECK ("rule" <> 'goalposts' OR "lo" < "hi"),
	CONSTRAINT "target_above_base" CHECK ("rule" <> 'target' OR "direction" <> 'up' OR "lo" < "hi"),
	CONSTRAINT "target_below_base" CHECK ("rule" <> 'target' OR "direction" <> 'down' OR "hi" < "lo"),
	CONSTRAINT "slope_has_step" CHECK ("rule" <> 'slope' OR "step" IS NOT NULL),
	CONSTRAINT "slope_has_weight" CHECK ("rule" <> 'slope' OR "weight" > 0),
	CONSTRAINT "floor_within_weight" CHECK ("rule" <> 'slope' OR "floor" <= "weight"),
	CONSTRAINT "bands_given" CHECK ("rule" <> 'bands' OR "bands" IS NOT NULL),
	CONSTRAINT "log_of_goalposts" CHECK ("scale" <> 'log' OR "rule" = 'goalposts'),
	CONSTRAINT "log_above_zero" CHECK ("scale" <> 'log' OR "lo" > 0),
	CONSTRAINT "round_of_slope" CHECK ("round" IS NULL OR "rule" = 'slope')
) STRICT;
INSERT INTO indicator VALUES(1,1,'x',NULL,'整洁率','result',10.0,NULL,'up','goalposts',0.0,100.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO indicator VALUES(2,1,'rb',NULL,'反弹率','process',5.0,NULL,'down','goalposts',0.0,100.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'rebound_rate',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "issue" (
	"id" INTEGER PRIMARY KEY,
	"channel_id" INTEGER REFERENCES "channel" ("id"),
	"external_id" TEXT,
	"reported_at" TEXT NOT NULL CHECK ("reported_at" IS datetime("reported_at", '+0 days')),
	"category_id" INTEGER NOT NULL REFERENCES "category" ("id"),
	"area_id" INTEGER REFERENCES "area" ("id"),
	"place" TEXT,
	"description" TEXT,
	"reporter" TEXT,
	"contact" TEXT,
	"unit_id" INTEGER REFERENCES "unit" ("id"),
	"person_id" INTEGER REFERENCES "person" ("id"),
	"due" TEXT CHECK ("due" IS date("due", '+0 days')),
	"done_when" TEXT,
	"severity" INTEGER CHECK ("severity" >= 1) CHECK ("severity" <= 5),
	"lat" REAL CHECK ("lat" >= -90) CHECK ("lat" <= 90),
	"lon" REAL CHECK ("lon" >= -180) CHECK ("lon" <= 180),
	"evidence" TEXT,
	"external_status" TEXT,
	"stage" TEXT NOT NULL DEFAULT 'reported' CHECK ("stage" IN ('reported','assigned','received','rectified','accepted','closed','deferred','dismissed')),
	"cycle" INTEGER NOT NULL DEFAULT 1 CHECK ("cycle" >= 1),
	"assigned_at" TEXT CHECK ("assigned_at" IS datetime("assigned_at", '+0 days')),
	"received_at" TEXT CHECK ("received_at" IS datetime("received_at", '+0 days')),
	"rectified_at" TEXT CHECK ("rectified_at" IS datetime("rectified_at", '+0 days')),
	"accepted_at" TEXT CHECK ("accepted_at" IS datetime("accepted_at", '+0 days')),
	"accepted_by_id" INTEGER REFERENCES "person" ("id"),
	"closed_at" TEXT CHECK ("closed_at" IS datetime("closed_at", '+0 days')),
	"close_no" INTEGER CHECK ("close_no" >= 1),
	"extended_due" TEXT CHECK ("extended_due" IS date("extended_due", '+0 days')),
	"due_provisional" INTEGER CHECK ("due_provisional" IN (0,1)),
	"returns" INTEGER NOT NULL DEFAULT 0 CHECK ("returns" >= 0),
	"dismiss_reason" TEXT CHECK ("dismiss_reason" IN ('duplicate','not_ours','invalid','unverifiable')),
	"solved_level" TEXT CHECK ("solved_level" IN ('grid','community','street','district','city')),
	"answered_at" TEXT CHECK ("answered_at" IS datetime("answered_at", '+0 days')),
	"callback_at" TEXT CHECK ("callback_at" IS datetime("callback_at", '+0 days')),
	"solved" TEXT CHECK ("solved" IN ('yes','partly','no')),
	"satisfied" TEXT CHECK ("satisfied" IN ('yes','partly','no')),
	"reports" INTEGER NOT NULL DEFAULT 1 CHECK ("reports" >= 1),
	"first_reported_at" TEXT CHECK ("first_reported_at" IS datetime("first_reported_at", '+0 days')),
	"review_at" TEXT CHECK ("review_at" IS date("review_at", '+0 days')),
	"dismissed_at" TEXT CHECK ("dismissed_at" IS datetime("dismissed_at", '+0 days')),
	"merged_into_id" INTEGER REFERENCES "issue" ("id"),
	"reopened_at" TEXT CHECK ("reopened_at" IS datetime("reopened_at", '+0 days')),
	"came_back_at" TEXT CHECK ("came_back_at" IS datetime("came_back_at", '+0 days')),
	"again_of_id" INTEGER REFERENCES "issue" ("id"),
	CONSTRAINT "reported_after_first" CHECK ("first_reported_at" <= "reported_at"),
	CONSTRAINT "assigned_after_reported" CHECK ("assigned_at" >= "reported_at"),
	CONSTRAINT "received_after_reported" CHECK ("received_at" >= "reported_at"),
	CONSTRAINT "received_after_assigned" CHECK ("received_at" >= "assigned_at"),
	CONSTRAINT "rectified_after_reported" CHECK ("rectified_at" >= "reported_at"),
	CONSTRAINT "rectified_after_assigned" CHECK ("rectified_at" >= "assigned_at"),
	CONSTRAINT "rectified_after_received" CHECK ("rectified_at" >= "received_at"),
	CONSTRAINT "accepted_after_reported" CHECK ("accepted_at" >= "reported_at"),
	CONSTRAINT "accepted_after_rectified" CHECK ("accepted_at" >= "rectified_at"),
	CONSTRAINT "closed_after_reported" CHECK ("closed_at" >= "reported_at"),
	CONSTRAINT "closed_after_rectified" CHECK ("closed_at" >= "rectified_at"),
	CONSTRAINT "closed_after_accepted" CHECK ("closed_at" >= "accepted_at"),
	CONSTRAINT "answered_after_reported" CHECK ("answered_at" >= "reported_at"),
	CONSTRAINT "called_back_after_reported" CHECK ("callback_at" >= "reported_at"),
	CONSTRAINT "extended_beyond_due" CHECK ("extended_due" >= "due"),
	CONSTRAINT "closed_at_some_time" CHECK ("stage" <> 'closed' OR "closed_at" IS NOT NULL),
	CONSTRAINT "dismissed_after_reported" CHECK ("dismissed_at" >= "reported_at"),
	CONSTRAINT "dismissed_for_a_reason" CHECK ("stage" <> 'dismissed' OR "dismiss_reason" IS NOT NULL)
) STRICT;
INSERT INTO issue VALUES(1,1,'1','2025-03-03 08:30:00',1,1,'建设路12号',NULL,NULL,NULL,1,NULL,'2025-03-08',NULL,NULL,NULL,NULL,NULL,NULL,'closed',1,'2025-03-03 10:00:00',NULL,'2025-03-12 10:00:00','2025-03-13 10:00:00',1,'2025-03-14 10:00:00',1,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO issue VALUES(2,1,'2','2025-03-04 09:00:00',1,1,'建设路１２号',NULL,NULL,NULL,1,NULL,'2025-03-09',NULL,NULL,NULL,NULL,NULL,NULL,'reported',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO issue VALUES(3,1,'3','2025-04-01 10:00:00',1,2,'人民路6号',NULL,NULL,NULL,2,NULL,'2025-07-10',NULL,NULL,NULL,NULL,NULL,NULL,'assigned',2,'2025-07-05 00:00:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,'2025-07-05 00:00:00',NULL,NULL);
INSERT INTO issue VALUES(4,1,'4','2025-05-06 10:00:00',1,2,'和平路1号',NULL,NULL,NULL,2,NULL,'2025-05-11',NULL,NULL,NULL,NULL,NULL,NULL,'assigned',1,'2030-01-01 10:00:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO issue VALUES(5,1,'5','2025-12-01 10:00:00',1,1,'新华路2号',NULL,NULL,NULL,1,NULL,'2025-12-06',NULL,NULL,NULL,NULL,NULL,NULL,'reported',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2025-12-20',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "measure" (
	"id" INTEGER PRIMARY KEY,
	"indicator" TEXT NOT NULL,
	"area_id" INTEGER REFERENCES "area" ("id"),
	"date" TEXT NOT NULL CHECK ("date" IS date("date", '+0 days')),
	"method" TEXT NOT NULL DEFAULT 'data' CHECK ("method" IN ('data','self','inspection','third_party','survey')),
	"value" REAL NOT NULL,
	"numerator" REAL,
	"denominator" REAL CHECK ("denominator" >= 0),
	"source" TEXT,
	"note" TEXT
) STRICT;
INSERT INTO measure VALUES(1,'x',NULL,'2025-03-31','data',60.0,NULL,NULL,NULL,NULL);
INSERT INTO measure VALUES(2,'x',NULL,'2025-06-30','data',90.0,3.0,12.0,NULL,NULL);
INSERT INTO measure VALUES(3,'x',NULL,'2025-09-30','data',985.0,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "milestone" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"title" TEXT NOT NULL,
	"phase_id" INTEGER REFERENCES "phase" ("id"),
	"due" TEXT NOT NULL CHECK ("due" IS date("due", '+0 days')),
	"criterion" TEXT,
	"unit_id" INTEGER REFERENCES "unit" ("id"),
	"person_id" INTEGER REFERENCES "person" ("id"),
	"task_id" INTEGER REFERENCES "task" ("id"),
	"evidence" TEXT,
	"finished" TEXT CHECK ("finished" IS date("finished", '+0 days')),
	"note" TEXT
) STRICT;
INSERT INTO milestone VALUES(1,'M1','整洁达标',NULL,'2025-12-31','x >= 85',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO milestone VALUES(2,'M2','无反弹',NULL,'2026-06-30','rebound_rate = 0',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "notice" (
	"id" INTEGER PRIMARY KEY,
	"issue_id" INTEGER NOT NULL REFERENCES "issue" ("id"),
	"date" TEXT NOT NULL CHECK ("date" IS date("date", '+0 days')),
	"kind" TEXT NOT NULL CHECK ("kind" IN ('remind','urge','notice','interview')),
	"unit_id" INTEGER REFERENCES "unit" ("id"),
	"text" TEXT,
	"by" TEXT
) STRICT;
INSERT INTO notice VALUES(1,5,'2025-12-21','urge',NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "person" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"unit_id" INTEGER REFERENCES "unit" ("id"),
	"role" TEXT NOT NULL CHECK ("role" IN ('leader','staff','citizen','expert','inspector')),
	"phone" TEXT,
	"email" TEXT,
	"since" TEXT CHECK ("since" IS date("since", '+0 days')),
	"until" TEXT CHECK ("until" IS date("until", '+0 days')),
	CONSTRAINT "since_before_until" CHECK ("since" <= "until")
) STRICT;
INSERT INTO person VALUES(1,'wang','王芳',NULL,'citizen',NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "phase" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"start" TEXT NOT NULL CHECK ("start" IS date("start", '+0 days')),
	"end" TEXT NOT NULL CHECK ("end" IS date("end", '+0 days')),
	"theme" TEXT,
	CONSTRAINT "start_before_end" CHECK ("start" <= "end")
) STRICT;
CREATE TABLE IF NOT EXISTS "plan" (
	"id" INTEGER PRIMARY KEY CHECK ("id" = 1),
	"name" TEXT,
	"city" TEXT,
	"start" TEXT CHECK ("start" IS date("start", '+0 days')),
	"end" TEXT CHECK ("end" IS date("end", '+0 days')),
	"population" INTEGER CHECK ("population" >= 0),
	"timezone" TEXT NOT NULL DEFAULT 'Asia/Shanghai',
	"process_floor" REAL NOT NULL DEFAULT 40 CHECK ("process_floor" BETWEEN 0 AND 100),
	"watch_days" INTEGER NOT NULL DEFAULT 90 CHECK ("watch_days" >= 0),
	"recheck_days" TEXT NOT NULL DEFAULT '30;90;180',
	"remind_days" INTEGER NOT NULL DEFAULT 3 CHECK ("remind_days" >= 0),
	"notice_days" INTEGER NOT NULL DEFAULT 5 CHECK ("notice_days" >= 0),
	"on_time_by" TEXT NOT NULL DEFAULT 'rectified' CHECK ("on_time_by" IN ('rectified','accepted')),
	"accept_role" TEXT NOT NULL DEFAULT 'citizen' CHECK ("accept_role" IN ('leader','staff','citizen','expert','inspector')),
	"partly_share" REAL NOT NULL DEFAULT 0 CHECK ("partly_share" BETWEEN 0 AND 100),
	"no_answer" TEXT NOT NULL DEFAULT 'out' CHECK ("no_answer" IN ('out','no')),
	CONSTRAINT "start_before_end" CHECK ("start" <= "end"),
	CONSTRAINT "recheck_days_form" CHECK ("recheck_days" GLOB '[0-9]*' AND "recheck_days" GLOB '*[0-9]' AND "recheck_days" NOT GLOB '*[^0-9;]*' AND "recheck_days" NOT GLOB '*;;*')
) STRICT;
INSERT INTO "plan" VALUES(1,NULL,'测试市','2024-01-01','2027-12-31',NULL,'Asia/Shanghai',40.0,90,'30;90;180',3,5,'rectified','citizen',0.0,'out');
CREATE TABLE IF NOT EXISTS "progress" (
	"id" INTEGER PRIMARY KEY,
	"task_id" INTEGER NOT NULL REFERENCES "task" ("id"),
	"date" TEXT NOT NULL CHECK ("date" IS date("date", '+0 days')),
	"reached" REAL NOT NULL CHECK ("reached" >= 0),
	"reworked" REAL CHECK ("reworked" >= 0),
	"evidence" TEXT,
	"note" TEXT
) STRICT;
INSERT INTO progress VALUES(1,1,'2025-04-30',1.0,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "publication" (
	"id" INTEGER PRIMARY KEY,
	"report" TEXT NOT NULL CHECK ("report" IN ('week','month','quarter')),
	"start" TEXT NOT NULL CHECK ("start" IS date("start", '+0 days')),
	"end" TEXT NOT NULL CHECK ("end" IS date("end", '+0 days')),
	"asof" TEXT NOT NULL CHECK ("asof" IS date("asof", '+0 days')),
	"published_at" TEXT NOT NULL CHECK ("published_at" IS datetime("published_at", '+0 days')),
	"by" TEXT,
	"unit_id" INTEGER REFERENCES "unit" ("id"),
	"least" INTEGER CHECK ("least" >= 0),
	"slow" REAL CHECK ("slow" BETWEEN 0 AND 100),
	"weights" TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS "recheck" (
	"id" INTEGER PRIMARY KEY,
	"issue_id" INTEGER NOT NULL REFERENCES "issue" ("id"),
	"date" TEXT NOT NULL CHECK ("date" IS date("date", '+0 days')),
	"result" TEXT CHECK ("result" IN ('held','rebound')),
	"value" REAL,
	"target" REAL,
	"condition" TEXT,
	"checked_by_id" INTEGER REFERENCES "person" ("id"),
	"cycle" INTEGER CHECK ("cycle" >= 1),
	"days" INTEGER CHECK ("days" >= 0)
) STRICT;
INSERT INTO recheck VALUES(1,3,'2025-07-05','rebound',NULL,NULL,NULL,NULL,1,91);
CREATE TABLE IF NOT EXISTS "reminder" (
	"id" INTEGER PRIMARY KEY,
	"task_id" INTEGER NOT NULL REFERENCES "task" ("id"),
	"date" TEXT NOT NULL CHECK ("date" IS date("date", '+0 days')),
	"kind" TEXT NOT NULL CHECK ("kind" IN ('remind','urge','notice','interview')),
	"unit_id" INTEGER REFERENCES "unit" ("id"),
	"text" TEXT,
	"by" TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS "standard" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"issued" TEXT CHECK ("issued" IS date("issued", '+0 days')),
	"effective" TEXT NOT NULL CHECK ("effective" IS date("effective", '+0 days')),
	"retired" TEXT CHECK ("retired" IS date("retired", '+0 days')),
	"process_share" REAL CHECK ("process_share" BETWEEN 0 AND 100),
	CONSTRAINT "effective_before_retired" CHECK ("effective" <= "retired")
) STRICT;
INSERT INTO standard VALUES(1,'S','标准',NULL,'2024-01-01',NULL,NULL);
CREATE TABLE IF NOT EXISTS "target" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"indicator" TEXT NOT NULL,
	"area_id" INTEGER REFERENCES "area" ("id"),
	"due" TEXT CHECK ("due" IS date("due", '+0 days')),
	"base" REAL,
	"op" TEXT NOT NULL DEFAULT '>=' CHECK ("op" IN ('>=','>','=','<=','<')),
	"value" REAL NOT NULL,
	"in_force" INTEGER NOT NULL DEFAULT 1 CHECK ("in_force" IN (0,1)),
	"milestone_id" INTEGER REFERENCES "milestone" ("id"),
	"source" TEXT,
	"note" TEXT
) STRICT;
INSERT INTO target VALUES(1,'T1','x',NULL,'2025-12-31',50.0,'>=',85.0,1,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "task" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"title" TEXT NOT NULL,
	"programme" TEXT,
	"category" TEXT,
	"phase_id" INTEGER REFERENCES "phase" ("id"),
	"parent_id" INTEGER REFERENCES "task" ("id"),
	"after" TEXT,
	"unit_id" INTEGER NOT NULL REFERENCES "unit" ("id"),
	"co_units" TEXT,
	"person_id" INTEGER REFERENCES "person" ("id"),
	"start" TEXT CHECK ("start" IS date("start", '+0 days')),
	"due" TEXT NOT NULL CHECK ("due" IS date("due", '+0 days')),
	"recurring" INTEGER CHECK ("recurring" IN (0,1)),
	"quantity" REAL CHECK ("quantity" >= 0),
	"quantity_unit" TEXT,
	"reached" REAL CHECK ("reached" >= 0),
	"weight" REAL CHECK ("weight" >= 0),
	"fund_source" TEXT,
	"blocker" TEXT,
	"status" TEXT NOT NULL DEFAULT 'planned' CHECK ("status" IN ('planned','running','blocked','stopped','done','cancelled')),
	"finished" TEXT CHECK ("finished" IS date("finished", '+0 days')),
	"area_id" INTEGER REFERENCES "area" ("id"),
	"indicator" TEXT,
	"note" TEXT,
	CONSTRAINT "start_before_due" CHECK ("start" <= "due")
) STRICT;
INSERT INTO task VALUES(1,'K1','修路',NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'2025-01-01','2025-06-30',NULL,NULL,NULL,1.0,NULL,NULL,NULL,'planned',NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(2,'K2','绿化',NULL,NULL,NULL,NULL,'K1',2,NULL,NULL,NULL,'2025-12-31',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'stopped',NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "unit" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"parent_id" INTEGER REFERENCES "unit" ("id"),
	"kind" TEXT NOT NULL CHECK ("kind" IN ('leading','office','department','district','street','community','firm','organisation')),
	"area_id" INTEGER REFERENCES "area" ("id"),
	"contact" TEXT,
	"aliases" TEXT
) STRICT;
INSERT INTO unit VALUES(1,'U1','城管局',NULL,'department',NULL,NULL,NULL);
INSERT INTO unit VALUES(2,'U2','交警支队',NULL,'department',NULL,NULL,NULL);
CREATE TABLE issue_month (
	dimension INTEGER NOT NULL, -- 0 unit, 1 area, 2 category, 3 channel, 4 person
	ref INTEGER NOT NULL,       -- id of the unit, area, ...; 0: none
	month INTEGER NOT NULL,     -- since January 1970
	days BLOB NOT NULL,
	closed BLOB NOT NULL,
	started BLOB NOT NULL,
	topics BLOB NOT NULL,
	PRIMARY KEY (dimension, ref, month)
) STRICT, WITHOUT ROWID;
INSERT INTO issue_month VALUES(0,1,662,X'8c2100000100010106010101060001010218010101800001',X'0b01',X'0b01',X'');
INSERT INTO issue_month VALUES(0,1,671,X'010008000106010101221801010101',X'',X'',X'');
INSERT INTO issue_month VALUES(0,2,663,X'31000000010201018000011e0001010101',X'0401',X'0401',X'');
INSERT INTO issue_month VALUES(0,2,664,X'2004000001060101010218010101',X'',X'',X'');
INSERT INTO issue_month VALUES(0,2,666,X'100200000004010218010101',X'',X'',X'');
INSERT INTO issue_month VALUES(1,1,662,X'8c2100000100010106010101060001010218010101800001',X'0b01',X'0b01',X'010202');
INSERT INTO issue_month VALUES(1,1,671,X'010008000106010101221801010101',X'',X'',X'010101');
INSERT INTO issue_month VALUES(1,2,663,X'31000000010201018000011e0001010101',X'0401',X'0401',X'010101');
INSERT INTO issue_month VALUES(1,2,664,X'2004000001060101010218010101',X'',X'',X'010101');
INSERT INTO issue_month VALUES(1,2,666,X'100200000004010218010101',X'',X'',X'');
INSERT INTO issue_month VALUES(2,1,662,X'8c2100000100010106010101060001010218010101800001',X'0b01',X'0b01',X'');
INSERT INTO issue_month VALUES(2,1,663,X'31000000010201018000011e0001010101',X'0401',X'0401',X'');
INSERT INTO issue_month VALUES(2,1,664,X'2004000001060101010218010101',X'',X'',X'');
INSERT INTO issue_month VALUES(2,1,666,X'100200000004010218010101',X'',X'',X'');
INSERT INTO issue_month VALUES(2,1,671,X'010008000106010101221801010101',X'',X'',X'');
INSERT INTO issue_month VALUES(3,1,662,X'8c2100000100010106010101060001010218010101800001',X'0b01',X'0b01',X'');
INSERT INTO issue_month VALUES(3,1,663,X'31000000010201018000011e0001010101',X'0401',X'0401',X'');
INSERT INTO issue_month VALUES(3,1,664,X'2004000001060101010218010101',X'',X'',X'');
INSERT INTO issue_month VALUES(3,1,666,X'100200000004010218010101',X'',X'',X'');
INSERT INTO issue_month VALUES(3,1,671,X'010008000106010101221801010101',X'',X'',X'');
INSERT INTO issue_month VALUES(4,0,662,X'8c2100000100010106010101060001010218010101800001',X'0b01',X'0b01',X'');
INSERT INTO issue_month VALUES(4,0,663,X'31000000010201018000011e0001010101',X'0401',X'0401',X'');
INSERT INTO issue_month VALUES(4,0,664,X'2004000001060101010218010101',X'',X'',X'');
INSERT INTO issue_month VALUES(4,0,666,X'100200000004010218010101',X'',X'',X'');
INSERT INTO issue_month VALUES(4,0,671,X'010008000106010101221801010101',X'',X'',X'');
CREATE TABLE issue_watch (
	place INTEGER PRIMARY KEY, -- hash of category, area and place
	issue_id INTEGER NOT NULL,
	closed INTEGER NOT NULL    -- days since 1970-01-01
) STRICT;
INSERT INTO issue_watch VALUES(2130716878131244323,1,20161);
INSERT INTO issue_watch VALUES(3694648333474152133,3,20183);
CREATE TABLE issue_summary (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	watch_days INTEGER NOT NULL
) STRICT;
INSERT INTO issue_summary VALUES(1,90);
CREATE INDEX change_by_run ON change (run);
CREATE INDEX change_by_row ON change (table_name, row_id);
CREATE UNIQUE INDEX "area_key" ON "area" ("code");
CREATE VIEW "areas" AS SELECT t."id",
	t."code",
	t."name",
	t."parent_id", r1."code" AS "parent", r1."name" AS "parent_name",
	t."kind",
	t."population",
	t."elderly",
	t."old",
	t."sponsor_id", r2."code" AS "sponsor", r2."name" AS "sponsor_name",
	t."pair_unit_id", r3."code" AS "pair_unit", r3."name" AS "pair_unit_name",
	t."duty_unit_id", r4."code" AS "duty_unit", r4."name" AS "duty_unit_name",
	t."aliases"
FROM "area" t
	LEFT JOIN "area" r1 ON r1."id" = t."parent_id"
	LEFT JOIN "person" r2 ON r2."id" = t."sponsor_id"
	LEFT JOIN "unit" r3 ON r3."id" = t."pair_unit_id"
	LEFT JOIN "unit" r4 ON r4."id" = t."duty_unit_id";
CREATE UNIQUE INDEX "category_key" ON "category" ("code");
CREATE VIEW "categories" AS SELECT t."id",
	t."code",
	t."name",
	t."parent_id", r1."code" AS "parent", r1."name" AS "parent_name",
	t."days",
	t."day_kind",
	t."receive_hours",
	t."accept_days",
	t."indicator",
	t."priority",
	t."aliases"
FROM "category" t
	LEFT JOIN "category" r1 ON r1."id" = t."parent_id";
CREATE UNIQUE INDEX "channel_key" ON "channel" ("code");
CREATE VIEW "channels" AS SELECT t."id",
	t."code",
	t."name",
	t."kind",
	t."map",
	t."silent_days"
FROM "channel" t;
CREATE UNIQUE INDEX "cycle_key" ON "cycle" ("issue_id", "cycle");
CREATE VIEW "cycles" AS SELECT t."id",
	t."issue_id", r1."id" AS "issue",
	t."cycle",
	t."channel_id", r2."code" AS "channel", r2."name" AS "channel_name",
	t."category_id", r3."code" AS "category", r3."name" AS "category_name",
	t."area_id", r4."code" AS "area", r4."name" AS "area_name",
	t."unit_id", r5."code" AS "unit", r5."name" AS "unit_name",
	t."person_id", r6."code" AS "person", r6."name" AS "person_name",
	t."started_at",
	t."due",
	t."extended_due",
	t."rectified_at",
	t."accepted_at",
	t."accepted_by_id", r7."code" AS "accepted_by", r7."name" AS "accepted_by_name",
	t."closed_at",
	t."close_no",
	t."came_back_at",
	t."reason"
FROM "cycle" t
	LEFT JOIN "issue" r1 ON r1."id" = t."issue_id"
	LEFT JOIN "channel" r2 ON r2."id" = t."channel_id"
	LEFT JOIN "category" r3 ON r3."id" = t."category_id"
	LEFT JOIN "area" r4 ON r4."id" = t."area_id"
	LEFT JOIN "unit" r5 ON r5."id" = t."unit_id"
	LEFT JOIN "person" r6 ON r6."id" = t."person_id"
	LEFT JOIN "person" r7 ON r7."id" = t."accepted_by_id";
CREATE UNIQUE INDEX "dispatch_key" ON "dispatch" ("issue_id", "cycle", "unit_id");
CREATE VIEW "dispatches" AS SELECT t."id",
	t."issue_id", r1."id" AS "issue",
	t."cycle",
	t."unit_id", r2."code" AS "unit", r2."name" AS "unit_name",
	t."part",
	t."person_id", r3."code" AS "person", r3."name" AS "person_name",
	t."due",
	t."sent_at",
	t."received_at",
	t."returned_at",
	t."rectified_at",
	t."evidence",
	t."note"
FROM "dispatch" t
	LEFT JOIN "issue" r1 ON r1."id" = t."issue_id"
	LEFT JOIN "unit" r2 ON r2."id" = t."unit_id"
	LEFT JOIN "person" r3 ON r3."id" = t."person_id";
CREATE INDEX "event_issue" ON "event" (issue_id);
CREATE VIEW "events" AS SELECT t."id",
	t."issue_id", r1."id" AS "issue",
	t."cycle",
	t."at",
	t."from_stage",
	t."to_stage",
	t."by",
	t."note",
	t."evidence"
FROM "event" t
	LEFT JOIN "issue" r1 ON r1."id" = t."issue_id";
CREATE UNIQUE INDEX "extension_key" ON "extension" ("issue_id", "requested");
CREATE VIEW "extensions" AS SELECT t."id",
	t."issue_id", r1."id" AS "issue",
	t."requested",
	t."due",
	t."reason",
	t."by",
	t."decision",
	t."decided_by",
	t."decided_at"
FROM "extension" t
	LEFT JOIN "issue" r1 ON r1."id" = t."issue_id";
CREATE UNIQUE INDEX "figure_key" ON "figure" ("publication_id", "subject", "name");
CREATE VIEW "figures" AS SELECT t."id",
	t."publication_id", r1."id" AS "publication",
	t."subject",
	t."name",
	t."value"
FROM "figure" t
	LEFT JOIN "publication" r1 ON r1."id" = t."publication_id";
CREATE UNIQUE INDEX "holiday_key" ON "holiday" ("date");
CREATE VIEW "holidays" AS SELECT t."id",
	t."date",
	t."name",
	t."kind"
FROM "holiday" t;
CREATE UNIQUE INDEX "indicator_key" ON "indicator" ("standard_id", "code");
CREATE VIEW "indicators" AS SELECT t."id",
	t."standard_id", r1."code" AS "standard", r1."name" AS "standard_name",
	t."code",
	t."parent",
	t."name",
	t."dimension",
	t."weight",
	t."measure_unit",
	t."direction",
	t."rule",
	t."lo",
	t."hi",
	t."step",
	t."floor",
	t."bands",
	t."scale",
	t."round",
	t."aggregate",
	t."missing",
	t."formula",
	t."tested_by",
	t."scope",
	t."kind",
	t."theme",
	t."unit_id", r2."code" AS "unit", r2."name" AS "unit_name",
	t."person_id", r3."code" AS "person", r3."name" AS "person_name",
	t."due",
	t."note"
FROM "indicator" t
	LEFT JOIN "standard" r1 ON r1."id" = t."standard_id"
	LEFT JOIN "unit" r2 ON r2."id" = t."unit_id"
	LEFT JOIN "person" r3 ON r3."id" = t."person_id";
CREATE UNIQUE INDEX "issue_external" ON "issue" (channel_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX "issue_open_due" ON "issue" (ifnull(extended_due, due)) WHERE stage NOT IN ('closed', 'dismissed');
CREATE INDEX "issue_unit" ON "issue" (unit_id);
CREATE VIEW "issues" AS SELECT t."id",
	t."channel_id", r1."code" AS "channel", r1."name" AS "channel_name",
	t."external_id",
	t."reported_at",
	t."category_id", r2."code" AS "category", r2."name" AS "category_name",
	t."area_id", r3."code" AS "area", r3."name" AS "area_name",
	t."place",
	t."description",
	t."unit_id", r4."code" AS "unit", r4."name" AS "unit_name",
	t."person_id", r5."code" AS "person", r5."name" AS "person_name",
	t."due",
	t."done_when",
	t."severity",
	t."lat",
	t."lon",
	t."evidence",
	t."external_status",
	t."stage",
	t."cycle",
	t."assigned_at",
	t."received_at",
	t."rectified_at",
	t."accepted_at",
	t."accepted_by_id", r6."code" AS "accepted_by", r6."name" AS "accepted_by_name",
	t."closed_at",
	t."close_no",
	t."extended_due",
	t."due_provisional",
	t."returns",
	t."dismiss_reason",
	t."solved_level",
	t."answered_at",
	t."callback_at",
	t."solved",
	t."satisfied",
	t."reports",
	t."first_reported_at",
	t."review_at",
	t."dismissed_at",
	t."merged_into_id", r7."id" AS "merged_into",
	t."reopened_at",
	t."came_back_at",
	t."again_of_id", r8."id" AS "again_of"
FROM "issue" t
	LEFT JOIN "channel" r1 ON r1."id" = t."channel_id"
	LEFT JOIN "category" r2 ON r2."id" = t."category_id"
	LEFT JOIN "area" r3 ON r3."id" = t."area_id"
	LEFT JOIN "unit" r4 ON r4."id" = t."unit_id"
	LEFT JOIN "person" r5 ON r5."id" = t."person_id"
	LEFT JOIN "person" r6 ON r6."id" = t."accepted_by_id"
	LEFT JOIN "issue" r7 ON r7."id" = t."merged_into_id"
	LEFT JOIN "issue" r8 ON r8."id" = t."again_of_id";
CREATE UNIQUE INDEX "measure_key" ON "measure" ("indicator", ifnull("area_id",0), "date", "method");
CREATE VIEW "measures" AS SELECT t."id",
	t."indicator",
	t."area_id", r1."code" AS "area", r1."name" AS "area_name",
	t."date",
	t."method",
	t."value",
	t."numerator",
	t."denominator",
	t."source",
	t."note"
FROM "measure" t
	LEFT JOIN "area" r1 ON r1."id" = t."area_id";
CREATE UNIQUE INDEX "milestone_key" ON "milestone" ("code");
CREATE VIEW "milestones" AS SELECT t."id",
	t."code",
	t."title",
	t."phase_id", r1."code" AS "phase", r1."name" AS "phase_name",
	t."due",
	t."criterion",
	t."unit_id", r2."code" AS "unit", r2."name" AS "unit_name",
	t."person_id", r3."code" AS "person", r3."name" AS "person_name",
	t."task_id", r4."code" AS "task",
	t."evidence",
	t."finished",
	t."note"
FROM "milestone" t
	LEFT JOIN "phase" r1 ON r1."id" = t."phase_id"
	LEFT JOIN "unit" r2 ON r2."id" = t."unit_id"
	LEFT JOIN "person" r3 ON r3."id" = t."person_id"
	LEFT JOIN "task" r4 ON r4."id" = t."task_id";
CREATE UNIQUE INDEX "notice_key" ON "notice" ("issue_id", "date", "kind");
CREATE VIEW "notices" AS SELECT t."id",
	t."issue_id", r1."id" AS "issue",
	t."date",
	t."kind",
	t."unit_id", r2."code" AS "unit", r2."name" AS "unit_name",
	t."text",
	t."by"
FROM "notice" t
	LEFT JOIN "issue" r1 ON r1."id" = t."issue_id"
	LEFT JOIN "unit" r2 ON r2."id" = t."unit_id";
CREATE UNIQUE INDEX "person_key" ON "person" ("code");
CREATE VIEW "people" AS SELECT t."id",
	t."code",
	t."name",
	t."unit_id", r1."code" AS "unit", r1."name" AS "unit_name",
	t."role",
	t."phone",
	t."email",
	t."since",
	t."until"
FROM "person" t
	LEFT JOIN "unit" r1 ON r1."id" = t."unit_id";
CREATE UNIQUE INDEX "phase_key" ON "phase" ("code");
CREATE VIEW "phases" AS SELECT t."id",
	t."code",
	t."name",
	t."start",
	t."end",
	t."theme"
FROM "phase" t;
CREATE VIEW "plan_settings" AS SELECT t."id",
	t."name",
	t."city",
	t."start",
	t."end",
	t."population",
	t."timezone",
	t."process_floor",
	t."watch_days",
	t."recheck_days",
	t."remind_days",
	t."notice_days",
	t."on_time_by",
	t."accept_role",
	t."partly_share",
	t."no_answer"
FROM "plan" t;
CREATE UNIQUE INDEX "progress_key" ON "progress" ("task_id", "date");
CREATE VIEW "progress_entries" AS SELECT t."id",
	t."task_id", r1."code" AS "task",
	t."date",
	t."reached",
	t."reworked",
	t."evidence",
	t."note"
FROM "progress" t
	LEFT JOIN "task" r1 ON r1."id" = t."task_id";
CREATE VIEW "publications" AS SELECT t."id",
	t."report",
	t."start",
	t."end",
	t."asof",
	t."published_at",
	t."by",
	t."unit_id", r1."code" AS "unit", r1."name" AS "unit_name",
	t."least",
	t."slow",
	t."weights"
FROM "publication" t
	LEFT JOIN "unit" r1 ON r1."id" = t."unit_id";
CREATE UNIQUE INDEX "recheck_key" ON "recheck" ("issue_id", "date");
CREATE VIEW "rechecks" AS SELECT t."id",
	t."issue_id", r1."id" AS "issue",
	t."date",
	t."result",
	t."value",
	t."target",
	t."condition",
	t."checked_by_id", r2."code" AS "checked_by", r2."name" AS "checked_by_name",
	t."cycle",
	t."days"
FROM "recheck" t
	LEFT JOIN "issue" r1 ON r1."id" = t."issue_id"
	LEFT JOIN "person" r2 ON r2."id" = t."checked_by_id";
CREATE UNIQUE INDEX "reminder_key" ON "reminder" ("task_id", "date", "kind");
CREATE VIEW "reminders" AS SELECT t."id",
	t."task_id", r1."code" AS "task",
	t."date",
	t."kind",
	t."unit_id", r2."code" AS "unit", r2."name" AS "unit_name",
	t."text",
	t."by"
FROM "reminder" t
	LEFT JOIN "task" r1 ON r1."id" = t."task_id"
	LEFT JOIN "unit" r2 ON r2."id" = t."unit_id";
CREATE UNIQUE INDEX "standard_key" ON "standard" ("code");
CREATE VIEW "standards" AS SELECT t."id",
	t."code",
	t."name",
	t."issued",
	t."effective",
	t."retired",
	t."process_share"
FROM "standard" t;
CREATE UNIQUE INDEX "target_key" ON "target" ("code");
CREATE VIEW "targets" AS SELECT t."id",
	t."code",
	t."indicator",
	t."area_id", r1."code" AS "area", r1."name" AS "area_name",
	t."due",
	t."base",
	t."op",
	t."value",
	t."in_force",
	t."milestone_id", r2."code" AS "milestone",
	t."source",
	t."note"
FROM "target" t
	LEFT JOIN "area" r1 ON r1."id" = t."area_id"
	LEFT JOIN "milestone" r2 ON r2."id" = t."milestone_id";
CREATE UNIQUE INDEX "task_key" ON "task" ("code");
CREATE VIEW "tasks" AS SELECT t."id",
	t."code",
	t."title",
	t."programme",
	t."category",
	t."phase_id", r1."code" AS "phase", r1."name" AS "phase_name",
	t."parent_id", r2."code" AS "parent",
	t."after",
	t."unit_id", r3."code" AS "unit", r3."name" AS "unit_name",
	t."co_units",
	t."person_id", r4."code" AS "person", r4."name" AS "person_name",
	t."start",
	t."due",
	t."recurring",
	t."quantity",
	t."quantity_unit",
	t."reached",
	t."weight",
	t."fund_source",
	t."blocker",
	t."status",
	t."finished",
	t."area_id", r5."code" AS "area", r5."name" AS "area_name",
	t."indicator",
	t."note"
FROM "task" t
	LEFT JOIN "phase" r1 ON r1."id" = t."phase_id"
	LEFT JOIN "task" r2 ON r2."id" = t."parent_id"
	LEFT JOIN "unit" r3 ON r3."id" = t."unit_id"
	LEFT JOIN "person" r4 ON r4."id" = t."person_id"
	LEFT JOIN "area" r5 ON r5."id" = t."area_id";
CREATE UNIQUE INDEX "unit_key" ON "unit" ("code");
CREATE VIEW "units" AS SELECT t."id",
	t."code",
	t."name",
	t."parent_id", r1."code" AS "parent", r1."name" AS "parent_name",
	t."kind",
	t."area_id", r2."code" AS "area", r2."name" AS "area_name",
	t."contact",
	t."aliases"
FROM "unit" t
	LEFT JOIN "unit" r1 ON r1."id" = t."parent_id"
	LEFT JOIN "area" r2 ON r2."id" = t."area_id";
COMMIT;
PRAGMA application_id=1128879696; PRAGMA user_version=3;

PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "run" (
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
INSERT INTO run VALUES(1,'2026-11-27 10:55:00','tester','plan-init --template=empty -q --city=旧城 --start=2024-01-01 --end=2027-12-31',NULL,0,1,0,0);
INSERT INTO run VALUES(2,'2026-11-27 10:55:00','tester','standard-add --code=S --name=标准 --effective=2024-01-01 -q',NULL,1,1,0,0);
INSERT INTO run VALUES(3,'2026-11-27 10:55:00','tester','unit-add --code=U1 --name=城管 --kind=department -q',NULL,1,1,0,0);
INSERT INTO run VALUES(4,'2026-11-27 10:55:00','tester','unit-add --code=U2 --name=街道 --kind=street -q',NULL,1,1,0,0);
INSERT INTO run VALUES(5,'2026-11-27 10:55:00','tester','area-add --code=A1 --name=老城区 --kind=district --population=100000 --elderly=20000 -q',NULL,1,1,0,0);
INSERT INTO run VALUES(6,'2026-11-27 10:55:00','tester','indicator-add --standard=S --code=sat --name=满意度 --weight=10 --rule=goalposts --lo=50 --hi=100 --direction=up --unit=U1 -q',NULL,1,1,0,0);
INSERT INTO run VALUES(7,'2026-11-27 10:55:00','tester','indicator-add --standard=S --code=rect --name=整改率 --weight=10 --rule=goalposts --lo=0 --hi=100 --direction=up --dimension=process --formula=rectification_rate -q',NULL,1,1,0,0);
INSERT INTO run VALUES(8,'2026-11-27 10:55:00','tester','target-add --code=T1 --indicator=sat --due=2026-06-30 --value=90 --base=78 -q',NULL,1,1,0,0);
INSERT INTO run VALUES(9,'2026-11-27 10:55:00','tester','measure-add -q','-',2,2,0,0);
INSERT INTO run VALUES(10,'2026-11-27 10:55:00','tester','task-add --code=K1 --title=改造小区 --unit=U1 --start=2025-01-01 --due=2026-06-30 --quantity=100 --quantity-unit=个 -q',NULL,1,1,0,0);
INSERT INTO run VALUES(11,'2026-11-27 10:55:00','tester','task-add --code=K2 --title=加装电梯 --unit=U2 --start=2025-01-01 --due=2026-03-31 -q',NULL,1,1,0,0);
INSERT INTO run VALUES(12,'2026-11-27 10:55:00','tester','task-add --title=无号任务 --unit=U2 --start=2026-01-01 --due=2026-12-31',NULL,1,1,0,0);
INSERT INTO run VALUES(13,'2026-11-27 10:55:00','tester','stop-add --task=K2 --start=2025-06-01 --end=2025-11-30 --cause=居民争议 -q',NULL,1,1,0,0);
INSERT INTO run VALUES(14,'2026-11-27 10:55:13','tester','phase-add --code=P1 --name=第一阶段 --start=2024-01-01 --end=2025-12-31 -q',NULL,1,1,0,0);
INSERT INTO run VALUES(15,'2026-11-27 10:55:13','tester','progress-add --task=K1 --date=2026-05-31 --reached=60 -q',NULL,1,1,1,0);
INSERT INTO run VALUES(16,'2026-11-27 10:55:13','tester','progress-add --task=K2 --date=2026-06-01 --reached=1 --cause=争议 -q',NULL,1,1,1,0);
INSERT INTO run VALUES(17,'2026-11-27 10:55:13','tester','milestone-add --code=M1 --title=满意度达标 --phase=P1 --due=2026-06-30 ''--criterion=sat >= 90 and rect >= 95'' --unit=U1 -q',NULL,1,1,0,0);
INSERT INTO run VALUES(18,'2026-11-27 10:55:13','tester','milestone-add --code=M2 --title=小区完工 --due=2026-06-30 --task=K1 --unit=U2 -q',NULL,1,1,0,0);
INSERT INTO run VALUES(19,'2026-11-27 10:55:13','tester','channel-add --code=hot --name=热线 -q',NULL,1,1,0,0);
INSERT INTO run VALUES(20,'2026-11-27 10:55:13','tester','category-add --code=c1 --name=占道经营 --days=15 -q',NULL,1,1,0,0);
INSERT INTO run VALUES(21,'2026-11-27 10:56:08','tester','issue-log i.csv -q','i.csv',3,3,0,0);
INSERT INTO run VALUES(22,'2026-11-27 10:56:08','tester','extension-add --issue=3 --requested=2026-06-25 --due=2026-07-20 --reason=雨季 -q',NULL,1,1,0,0);
INSERT INTO run VALUES(23,'2026-11-27 10:56:20','tester','person-add --code=W1 --name=王代表 --role=citizen -q',NULL,1,1,0,0);
INSERT INTO run VALUES(24,'2026-11-27 10:56:20','tester','issue-move 2 --to=assigned --at=2026-05-04 -q',NULL,0,2,1,0);
INSERT INTO run VALUES(25,'2026-11-27 10:56:20','tester','notice-add --unit=U2 --date=2026-06-01 --kind=remind -q',NULL,1,1,0,0);
INSERT INTO run VALUES(26,'2026-11-27 10:56:39','tester','issue-move -q','-',2,3,2,0);
INSERT INTO run VALUES(27,'2026-11-27 10:56:39','tester','issue-move 1 --to=accepted ''--at=2026-05-11 09:00'' --by=W1 -q',NULL,0,1,1,0);
INSERT INTO run VALUES(28,'2026-11-27 10:56:39','tester','issue-move 1 --to=closed ''--at=2026-05-12 09:00'' -q',NULL,0,1,1,0);
INSERT INTO run VALUES(29,'2026-11-27 10:56:39','tester','recheck-add --issue=1 --date=2026-06-15 --result=held -q',NULL,1,1,0,0);
INSERT INTO run VALUES(30,'2026-11-27 15:07:03','tester','plan-upgrade',NULL,0,0,0,0);
INSERT INTO run VALUES(31,'2026-11-27 15:07:03','tester','assessment-add --code=A1 --name=省级测评 --level=provincial --start=2026-06-20',NULL,1,1,0,0);
INSERT INTO run VALUES(32,'2026-11-27 15:07:03','tester','fund-add --code=F1 --name=市财政 --year=2026 --kind=budget --planned=1000000',NULL,1,1,0,0);
INSERT INTO run VALUES(33,'2026-11-27 15:07:03','tester','fund-add --code=F2 --name=基础设施 --year=2026 --kind=infrastructure --planned=700000 --tasks=K1 --complete=yes',NULL,1,1,0,0);
INSERT INTO run VALUES(34,'2026-11-27 15:07:03','tester','fund-add --code=F21 --name=道路 --parent=F2 --year=2026 --kind=infrastructure --planned=400000',NULL,1,1,0,0);
INSERT INTO run VALUES(35,'2026-11-27 15:07:03','tester','fund-add --code=F3 --name=素养 --year=2026 --kind=literacy --planned=100000',NULL,1,1,0,0);
INSERT INTO run VALUES(36,'2026-11-27 15:07:03','tester','flow-add','-',5,5,0,0);
INSERT INTO run VALUES(37,'2026-11-27 15:07:03','tester','flow-add --reverses=5 --date=2026-06-01',NULL,1,1,0,0);
INSERT INTO run VALUES(38,'2026-11-27 15:07:03','tester','quota-add --code=Q1 --name=道路不超六成 --part=F21 --whole=F2 ''--op=<='' --percent=60',NULL,1,1,0,0);
INSERT INTO run VALUES(39,'2026-11-27 15:07:03','tester','risk-add --code=R1 --name=居民反对 --kind=social --likelihood=medium --impact=large --unit=U1 --found=2026-01-01 ''--signal=n_overdue >= 1''',NULL,1,1,0,0);
INSERT INTO run VALUES(40,'2026-11-27 15:07:03','tester','risk-add --code=R2 --name=标准变动 --kind=policy --likelihood=low --impact=severe --found=2026-02-01',NULL,1,1,0,0);
INSERT INTO run VALUES(41,'2026-11-27 15:07:03','tester','dispute-add --code=D1 ''--parties=低层;高层'' --matter=费用分摊 --task=K2 --opened=2026-01-01 --status=talks ''--split=低层:30;高层:70''',NULL,1,1,0,0);
INSERT INTO run VALUES(42,'2026-11-27 15:07:03','tester','session-add --code=S1 --date=2026-02-01 --kind=hearing --dispute=D1',NULL,1,1,0,0);
INSERT INTO run VALUES(43,'2026-11-27 15:07:03','tester','review-add --code=V1 --name=季度自查 --kind=self_check --every=quarter --first-due=2026-03-31',NULL,1,1,0,0);
INSERT INTO run VALUES(44,'2026-11-27 15:07:03','tester','policy-add --code=P1 --title=停车办法 --level=city --status=in_force --effective=2026-01-01',NULL,1,1,0,0);
INSERT INTO run VALUES(45,'2026-11-27 15:07:03','tester','watch-add --source=市政府公报 --date=2026-05-20 --person=W1 --found=no --policy=P1',NULL,1,1,0,0);
INSERT INTO run VALUES(46,'2026-11-27 15:07:03','tester','module-add --code=MO --task=K1 --name=智慧功能 --budget-percent=20 --days=30 --day-kind=calendar',NULL,1,1,0,0);
INSERT INTO run VALUES(47,'2026-11-27 15:07:03','tester','mechanism-add --code=ME --name=路长制 --policy=P1 --status=in_force --since=2026-01-01',NULL,1,1,0,0);
INSERT INTO run VALUES(48,'2026-11-27 15:07:03','tester','headcount-add --area=A1 --date=2026-01-01 --group=65+ --n=1200',NULL,1,1,0,0);
INSERT INTO run VALUES(49,'2026-11-27 15:07:03','tester','peer-add --code=PE --name=示范市',NULL,1,1,0,0);
INSERT INTO run VALUES(50,'2026-11-27 15:07:03','tester','incident-add --code=I1 --date=2026-03-03 --system=网格平台 --kind=outage --severity=2',NULL,1,1,0,0);
INSERT INTO run VALUES(51,'2026-11-27 15:07:24','tester','risk-set R1 --likelihood=high',NULL,0,0,1,0);
CREATE TABLE IF NOT EXISTS "run_range" (
	run INTEGER NOT NULL REFERENCES run (id),
	table_name TEXT NOT NULL,
	first_id INTEGER NOT NULL,
	last_id INTEGER NOT NULL,      -- ids between the two may be other runs'
	rows_added INTEGER NOT NULL,
	PRIMARY KEY (run, table_name)
) STRICT, WITHOUT ROWID;
INSERT INTO run_range VALUES(1,'plan',1,1,1);
INSERT INTO run_range VALUES(2,'standard',1,1,1);
INSERT INTO run_range VALUES(3,'unit',1,1,1);
INSERT INTO run_range VALUES(4,'unit',2,2,1);
INSERT INTO run_range VALUES(5,'area',1,1,1);
INSERT INTO run_range VALUES(6,'indicator',1,1,1);
INSERT INTO run_range VALUES(7,'indicator',2,2,1);
INSERT INTO run_range VALUES(8,'target',1,1,1);
INSERT INTO run_range VALUES(9,'measure',1,2,2);
INSERT INTO run_range VALUES(10,'task',1,1,1);
INSERT INTO run_range VALUES(11,'task',2,2,1);
INSERT INTO run_range VALUES(12,'task',3,3,1);
INSERT INTO run_range VALUES(13,'stop',1,1,1);
INSERT INTO run_range VALUES(14,'phase',1,1,1);
INSERT INTO run_range VALUES(15,'progress',1,1,1);
INSERT INTO run_range VALUES(16,'progress',2,2,1);
INSERT INTO run_range VALUES(17,'milestone',1,1,1);
INSERT INTO run_range VALUES(18,'milestone',2,2,1);
INSERT INTO run_range VALUES(19,'channel',1,1,1);
INSERT INTO run_range VALUES(20,'category',1,1,1);
INSERT INTO run_range VALUES(21,'issue',1,3,3);
INSERT INTO run_range VALUES(22,'extension',1,1,1);
INSERT INTO run_range VALUES(23,'person',1,1,1);
INSERT INTO run_range VALUES(24,'dispatch',1,1,1);
INSERT INTO run_range VALUES(24,'event',1,1,1);
INSERT INTO run_range VALUES(25,'notice',1,1,1);
INSERT INTO run_range VALUES(26,'dispatch',2,2,1);
INSERT INTO run_range VALUES(26,'event',2,3,2);
INSERT INTO run_range VALUES(27,'event',4,4,1);
INSERT INTO run_range VALUES(28,'event',5,5,1);
INSERT INTO run_range VALUES(29,'recheck',1,1,1);
INSERT INTO run_range VALUES(31,'assessment',1,1,1);
INSERT INTO run_range VALUES(32,'fund',1,1,1);
INSERT INTO run_range VALUES(33,'fund',2,2,1);
INSERT INTO run_range VALUES(34,'fund',3,3,1);
INSERT INTO run_range VALUES(35,'fund',4,4,1);
INSERT INTO run_range VALUES(36,'flow',1,5,5);
INSERT INTO run_range VALUES(37,'flow',6,6,1);
INSERT INTO run_range VALUES(38,'quota',1,1,1);
INSERT INTO run_range VALUES(39,'risk',1,1,1);
INSERT INTO run_range VALUES(40,'risk',2,2,1);
INSERT INTO run_range VALUES(41,'dispute',1,1,1);
INSERT INTO run_range VALUES(42,'session',1,1,1);
INSERT INTO run_range VALUES(43,'review',1,1,1);
INSERT INTO run_range VALUES(44,'policy',1,1,1);
INSERT INTO run_range VALUES(45,'watch',1,1,1);
INSERT INTO run_range VALUES(46,'module',1,1,1);
INSERT INTO run_range VALUES(47,'mechanism',1,1,1);
INSERT INTO run_range VALUES(48,'headcount',1,1,1);
INSERT INTO run_range VALUES(49,'peer',1,1,1);
INSERT INTO run_range VALUES(50,'incident',1,1,1);
CREATE TABLE IF NOT EXISTS "change" (
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
INSERT INTO change VALUES(1,15,'task',1,'K1','set','reached',NULL,'60');
INSERT INTO change VALUES(2,16,'task',2,'K2','set','reached',NULL,'1');
INSERT INTO change VALUES(3,24,'issue',2,'2','set','stage','reported','assigned');
INSERT INTO change VALUES(4,24,'issue',2,'2','set','assigned_at',NULL,'2026-05-04 00:00:00');
INSERT INTO change VALUES(5,26,'issue',1,'1','set','stage','reported','assigned');
INSERT INTO change VALUES(6,26,'issue',1,'1','set','assigned_at',NULL,'2026-05-02 10:00:00');
INSERT INTO change VALUES(7,26,'issue',1,'1','set','stage','assigned','rectified');
INSERT INTO change VALUES(8,26,'issue',1,'1','set','rectified_at',NULL,'2026-05-10 10:00:00');
INSERT INTO change VALUES(9,26,'dispatch',2,'1:1:U1','set','rectified_at',NULL,'2026-05-10 10:00:00');
INSERT INTO change VALUES(10,27,'issue',1,'1','set','stage','rectified','accepted');
INSERT INTO change VALUES(11,27,'issue',1,'1','set','accepted_at',NULL,'2026-05-11 09:00:00');
INSERT INTO change VALUES(12,27,'issue',1,'1','set','accepted_by',NULL,'W1');
INSERT INTO change VALUES(13,28,'issue',1,'1','set','stage','accepted','closed');
INSERT INTO change VALUES(14,28,'issue',1,'1','set','closed_at',NULL,'2026-05-12 09:00:00');
INSERT INTO change VALUES(15,28,'issue',1,'1','set','close_no',NULL,'1');
INSERT INTO change VALUES(16,51,'risk',1,'R1','set','likelihood','medium','high');
CREATE TABLE IF NOT EXISTS "amendment" (
	"id" INTEGER PRIMARY KEY,
	"issue_id" INTEGER NOT NULL REFERENCES "issue",
	"event_id" INTEGER NOT NULL REFERENCES "event",
	"kind" TEXT NOT NULL CHECK ("kind" IN ('undo','correction')),
	"at" TEXT NOT NULL,
	"was" TEXT NOT NULL,
	"becomes" TEXT,
	"by" TEXT NOT NULL,
	"note" TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS "area" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"parent_id" INTEGER REFERENCES "area",
	"kind" TEXT NOT NULL CHECK ("kind" IN ('city','district','street','community','grid','site')),
	"population" INTEGER CHECK ("population" >= 0),
	"elderly" INTEGER CHECK ("elderly" >= 0),
	"old" INTEGER CHECK ("old" IN (0,1)),
	"sponsor_id" INTEGER REFERENCES "person",
	"pair_unit_id" INTEGER REFERENCES "unit",
	"duty_unit_id" INTEGER REFERENCES "unit",
	"aliases" TEXT,
	CONSTRAINT "elderly_among_residents" CHECK ("elderly" <= "population")
) STRICT;
INSERT INTO area VALUES(1,'A1','老城区',NULL,'district',100000,20000,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "category" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"parent_id" INTEGER REFERENCES "category",
	"days" INTEGER CHECK ("days" >= 0),
	"day_kind" TEXT NOT NULL DEFAULT 'working' CHECK ("day_kind" IN ('working','calendar','calendar_moved')),
	"receive_hours" INTEGER CHECK ("receive_hours" >= 0),
	"accept_days" INTEGER CHECK ("accept_days" >= 0),
	"indicator" TEXT,
	"priority" INTEGER CHECK ("priority" >= 1),
	"aliases" TEXT,
	"hours" INTEGER CHECK ("hours" >= 1),
	"hour_kind" TEXT NOT NULL DEFAULT 'clock' CHECK ("hour_kind" IN ('clock','working')),
	CONSTRAINT "days_or_hours" CHECK ("days" IS NULL OR "hours" IS NULL)
) STRICT;
INSERT INTO category VALUES(1,'c1','占道经营',NULL,15,'working',NULL,NULL,NULL,NULL,NULL,NULL,'clock');
CREATE TABLE IF NOT EXISTS "channel" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"kind" TEXT CHECK ("kind" IN ('hotline','app','grid','web','box','visit','inspection','other')),
	"map" TEXT,
	"silent_days" INTEGER CHECK ("silent_days" >= 0)
) STRICT;
INSERT INTO channel VALUES(1,'hot','热线',NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "cycle" (
	"id" INTEGER PRIMARY KEY,
	"issue_id" INTEGER NOT NULL REFERENCES "issue",
	"cycle" INTEGER NOT NULL CHECK ("cycle" >= 1),
	"channel_id" INTEGER REFERENCES "channel",
	"category_id" INTEGER NOT NULL REFERENCES "category",
	"area_id" INTEGER REFERENCES "area",
	"unit_id" INTEGER REFERENCES "unit",
	"person_id" INTEGER REFERENCES "person",
	"started_at" TEXT NOT NULL,
	"due" TEXT,
	"extended_due" TEXT,
	"rectified_at" TEXT,
	"accepted_at" TEXT,
	"accepted_by_id" INTEGER REFERENCES "person",
	"closed_at" TEXT NOT NULL,
	"close_no" INTEGER CHECK ("close_no" >= 1),
	"came_back_at" TEXT NOT NULL,
	"reason" TEXT NOT NULL CHECK ("reason" IN ('recheck','reopened')),
	"due_time" TEXT,
	"extended_due_time" TEXT,
	"days_late_at_end" INTEGER GENERATED ALWAYS AS (CASE WHEN "closed_at" IS NULL THEN NULL WHEN substr("rectified_at", 1, 16) <= ifnull("extended_due" || ' ' || ifnull("extended_due_time", '23:59'), "due" || ' ' || ifnull("due_time", '23:59')) THEN 0 ELSE max(1, CAST(julianday(substr("rectified_at", 1, 10)) - julianday(ifnull("extended_due", "due")) AS INTEGER)) END) VIRTUAL
) STRICT;
CREATE TABLE IF NOT EXISTS "dispatch" (
	"id" INTEGER PRIMARY KEY,
	"issue_id" INTEGER NOT NULL REFERENCES "issue",
	"cycle" INTEGER NOT NULL CHECK ("cycle" >= 1),
	"unit_id" INTEGER NOT NULL REFERENCES "unit",
	"part" TEXT NOT NULL CHECK ("part" IN ('lead','co')),
	"person_id" INTEGER REFERENCES "person",
	"due" TEXT,
	"sent_at" TEXT NOT NULL,
	"received_at" TEXT,
	"returned_at" TEXT,
	"rectified_at" TEXT,
	"evidence" TEXT,
	"note" TEXT,
	"due_time" TEXT
) STRICT;
INSERT INTO dispatch VALUES(1,2,1,1,'lead',NULL,'2026-05-22','2026-05-04 00:00:00',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO dispatch VALUES(2,1,1,1,'lead',NULL,'2026-05-22','2026-05-02 10:00:00',NULL,NULL,'2026-05-10 10:00:00',NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "event" (
	"id" INTEGER PRIMARY KEY,
	"issue_id" INTEGER NOT NULL REFERENCES "issue",
	"cycle" INTEGER NOT NULL CHECK ("cycle" >= 1),
	"at" TEXT NOT NULL,
	"from_stage" TEXT NOT NULL CHECK ("from_stage" IN ('reported','assigned','received','rectified','accepted','closed','deferred','dismissed','returned')),
	"to_stage" TEXT NOT NULL CHECK ("to_stage" IN ('reported','assigned','received','rectified','accepted','closed','deferred','dismissed','returned')),
	"by" TEXT NOT NULL,
	"note" TEXT,
	"evidence" TEXT,
	"undone_at" TEXT,
	"before" TEXT
) STRICT;
INSERT INTO event VALUES(1,2,1,'2026-05-04 00:00:00','reported','assigned','tester',NULL,NULL,NULL,';stage=reported;assigned_at=;U1.=;');
INSERT INTO event VALUES(2,1,1,'2026-05-02 10:00:00','reported','assigned','tester',NULL,NULL,NULL,';stage=reported;assigned_at=;U1.=;');
INSERT INTO event VALUES(3,1,1,'2026-05-10 10:00:00','assigned','rectified','tester',NULL,NULL,NULL,';stage=assigned;rectified_at=;U1.rectified_at=;');
INSERT INTO event VALUES(4,1,1,'2026-05-11 09:00:00','rectified','accepted','W1',NULL,NULL,NULL,';stage=rectified;accepted_at=;accepted_by=;');
INSERT INTO event VALUES(5,1,1,'2026-05-12 09:00:00','accepted','closed','tester',NULL,NULL,NULL,';stage=accepted;closed_at=;close_no=;');
CREATE TABLE IF NOT EXISTS "extension" (
	"id" INTEGER PRIMARY KEY,
	"issue_id" INTEGER NOT NULL REFERENCES "issue",
	"requested" TEXT NOT NULL,
	"due" TEXT NOT NULL,
	"reason" TEXT NOT NULL,
	"by" TEXT,
	"decision" TEXT NOT NULL DEFAULT 'pending' CHECK ("decision" IN ('pending','granted','refused')),
	"decided_by" TEXT,
	"decided_at" TEXT,
	"due_time" TEXT,
	CONSTRAINT "decided_after_requested" CHECK ("decided_at" >= "requested"),
	CONSTRAINT "decided_or_pending" CHECK ("decision" <> 'pending' OR "decided_at" IS NULL)
) STRICT;
INSERT INTO extension VALUES(1,3,'2026-06-25','2026-07-20','雨季','tester','pending',NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "figure" (
	"id" INTEGER PRIMARY KEY,
	"publication_id" INTEGER NOT NULL REFERENCES "publication",
	"subject" TEXT NOT NULL,
	"name" TEXT NOT NULL,
	"value" TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS "holiday" (
	"id" INTEGER PRIMARY KEY,
	"date" TEXT NOT NULL,
	"name" TEXT,
	"kind" TEXT NOT NULL CHECK ("kind" IN ('off','work'))
) STRICT;
CREATE TABLE IF NOT EXISTS "issue" (
	"id" INTEGER PRIMARY KEY,
	"channel_id" INTEGER REFERENCES "channel",
	"external_id" TEXT,
	"reported_at" TEXT NOT NULL,
	"category_id" INTEGER NOT NULL REFERENCES "category",
	"area_id" INTEGER REFERENCES "area",
	"place" TEXT,
	"description" TEXT,
	"reporter" TEXT,
	"contact" TEXT,
	"unit_id" INTEGER REFERENCES "unit",
	"person_id" INTEGER REFERENCES "person",
	"due" TEXT,
	"done_when" TEXT,
	"severity" INTEGER CHECK ("severity" >= 1) CHECK ("severity" <= 5),
	"lat" REAL CHECK ("lat" >= -90) CHECK ("lat" <= 90),
	"lon" REAL CHECK ("lon" >= -180) CHECK ("lon" <= 180),
	"evidence" TEXT,
	"external_status" TEXT,
	"stage" TEXT NOT NULL DEFAULT 'reported' CHECK ("stage" IN ('reported','assigned','received','rectified','accepted','closed','deferred','dismissed')),
	"cycle" INTEGER NOT NULL DEFAULT 1 CHECK ("cycle" >= 1),
	"assigned_at" TEXT,
	"received_at" TEXT,
	"rectified_at" TEXT,
	"accepted_at" TEXT,
	"accepted_by_id" INTEGER REFERENCES "person",
	"closed_at" TEXT,
	"close_no" INTEGER CHECK ("close_no" >= 1),
	"extended_due" TEXT,
	"due_provisional" INTEGER CHECK ("due_provisional" IN (0,1)),
	"returns" INTEGER NOT NULL DEFAULT 0 CHECK ("returns" >= 0),
	"dismiss_reason" TEXT CHECK ("dismiss_reason" IN ('duplicate','not_ours','invalid','unverifiable')),
	"solved_level" TEXT CHECK ("solved_level" IN ('grid','community','street','district','city')),
	"answered_at" TEXT,
	"callback_at" TEXT,
	"solved" TEXT CHECK ("solved" IN ('yes','partly','no')),
	"satisfied" TEXT CHECK ("satisfied" IN ('yes','partly','no')),
	"reports" INTEGER NOT NULL DEFAULT 1 CHECK ("reports" >= 1),
	"first_reported_at" TEXT,
	"review_at" TEXT,
	"dismissed_at" TEXT,
	"merged_into_id" INTEGER REFERENCES "issue",
	"reopened_at" TEXT,
	"came_back_at" TEXT,
	"again_of_id" INTEGER REFERENCES "issue",
	"due_time" TEXT,
	"extended_due_time" TEXT,
	"days_late_at_end" INTEGER GENERATED ALWAYS AS (CASE WHEN "closed_at" IS NULL THEN NULL WHEN substr("rectified_at", 1, 16) <= ifnull("extended_due" || ' ' || ifnull("extended_due_time", '23:59'), "due" || ' ' || ifnull("due_time", '23:59')) THEN 0 ELSE max(1, CAST(julianday(substr("rectified_at", 1, 10)) - julianday(ifnull("extended_due", "due")) AS INTEGER)) END) VIRTUAL,
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
	CONSTRAINT "time_of_a_due_date" CHECK ("due_time" IS NULL OR "due" IS NOT NULL),
	CONSTRAINT "closed_at_some_time" CHECK ("stage" <> 'closed' OR "closed_at" IS NOT NULL),
	CONSTRAINT "dismissed_after_reported" CHECK ("dismissed_at" >= "reported_at"),
	CONSTRAINT "dismissed_for_a_reason" CHECK ("stage" <> 'dismissed' OR "dismiss_reason" IS NOT NULL)
) STRICT;
INSERT INTO issue VALUES(1,1,'1','2026-05-01 08:00:00',1,1,'东街1号','占道摆摊',NULL,NULL,1,NULL,'2026-05-22',NULL,NULL,NULL,NULL,NULL,NULL,'closed',1,'2026-05-02 10:00:00',NULL,'2026-05-10 10:00:00','2026-05-11 09:00:00',1,'2026-05-12 09:00:00',1,NULL,1,0,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO issue VALUES(2,1,'2','2026-05-03 08:00:00',1,1,'东街1号','占道摆摊',NULL,NULL,1,NULL,'2026-05-22',NULL,NULL,NULL,NULL,NULL,NULL,'assigned',1,'2026-05-04 00:00:00',NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO issue VALUES(3,1,'3','2026-06-20 08:00:00',1,1,'西街2号','夜间噪声',NULL,NULL,2,NULL,'2026-07-10',NULL,NULL,NULL,NULL,NULL,NULL,'reported',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,0,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "measure" (
	"id" INTEGER PRIMARY KEY,
	"indicator" TEXT NOT NULL,
	"area_id" INTEGER REFERENCES "area",
	"date" TEXT NOT NULL,
	"method" TEXT NOT NULL DEFAULT 'data' CHECK ("method" IN ('data','self','inspection','third_party','survey')),
	"value" REAL NOT NULL,
	"numerator" REAL,
	"denominator" REAL CHECK ("denominator" >= 0),
	"source" TEXT,
	"note" TEXT
) STRICT;
INSERT INTO measure VALUES(1,'sat',NULL,'2025-06-30','data',78.0,NULL,NULL,NULL,NULL);
INSERT INTO measure VALUES(2,'sat',NULL,'2026-05-31','data',86.0,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "notice" (
	"id" INTEGER PRIMARY KEY,
	"issue_id" INTEGER REFERENCES "issue",
	"date" TEXT NOT NULL,
	"kind" TEXT NOT NULL CHECK ("kind" IN ('remind','urge','notice','interview')),
	"unit_id" INTEGER REFERENCES "unit",
	"text" TEXT,
	"by" TEXT,
	"task_id" INTEGER REFERENCES "task",
	CONSTRAINT "issue_or_task" CHECK ("issue_id" IS NULL OR "task_id" IS NULL),
	CONSTRAINT "about_something" CHECK ("issue_id" IS NOT NULL OR "task_id" IS NOT NULL OR "unit_id" IS NOT NULL)
) STRICT;
INSERT INTO notice VALUES(1,NULL,'2026-06-01','remind',2,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "person" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"unit_id" INTEGER REFERENCES "unit",
	"role" TEXT NOT NULL CHECK ("role" IN ('leader','staff','citizen','expert','inspector')),
	"phone" TEXT,
	"email" TEXT,
	"since" TEXT,
	"until" TEXT,
	CONSTRAINT "since_before_until" CHECK ("since" <= "until")
) STRICT;
INSERT INTO person VALUES(1,'W1','王代表',NULL,'citizen',NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "progress" (
	"id" INTEGER PRIMARY KEY,
	"task_id" INTEGER NOT NULL REFERENCES "task",
	"date" TEXT NOT NULL,
	"reached" REAL NOT NULL CHECK ("reached" >= 0),
	"reworked" REAL CHECK ("reworked" >= 0),
	"evidence" TEXT,
	"note" TEXT,
	"cause" TEXT
) STRICT;
INSERT INTO progress VALUES(1,1,'2026-05-31',60.0,NULL,NULL,NULL,NULL);
INSERT INTO progress VALUES(2,2,'2026-06-01',1.0,NULL,NULL,NULL,'争议');
CREATE TABLE IF NOT EXISTS "recheck" (
	"id" INTEGER PRIMARY KEY,
	"issue_id" INTEGER NOT NULL REFERENCES "issue",
	"date" TEXT NOT NULL,
	"result" TEXT CHECK ("result" IN ('held','rebound')),
	"value" REAL,
	"target" REAL,
	"condition" TEXT,
	"checked_by_id" INTEGER REFERENCES "person",
	"cycle" INTEGER CHECK ("cycle" >= 1),
	"days" INTEGER CHECK ("days" >= 0)
) STRICT;
INSERT INTO recheck VALUES(1,1,'2026-06-15','held',NULL,NULL,NULL,NULL,1,34);
CREATE TABLE IF NOT EXISTS "standard" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"issued" TEXT,
	"effective" TEXT NOT NULL,
	"retired" TEXT,
	"process_share" REAL CHECK ("process_share" BETWEEN 0 AND 100),
	CONSTRAINT "effective_before_retired" CHECK ("effective" <= "retired")
) STRICT;
INSERT INTO standard VALUES(1,'S','标准',NULL,'2024-01-01',NULL,NULL);
CREATE TABLE issue_later (
	issue_id INTEGER PRIMARY KEY,
	at TEXT NOT NULL -- the latest moment
) STRICT;
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
INSERT INTO issue_month VALUES(0,1,676,X'0508200001000101060101018000011e18020101010101',X'0b01',X'0b01',X'');
INSERT INTO issue_month VALUES(0,2,677,X'000008000106010101',X'',X'',X'');
INSERT INTO issue_month VALUES(0,2,678,X'000200000218010101',X'',X'',X'');
INSERT INTO issue_month VALUES(1,1,676,X'0508200001000101060101018000011e18020101010101',X'0b01',X'0b01',X'010202');
INSERT INTO issue_month VALUES(1,1,677,X'000008000106010101',X'',X'',X'010101');
INSERT INTO issue_month VALUES(1,1,678,X'000200000218010101',X'',X'',X'');
INSERT INTO issue_month VALUES(2,1,676,X'0508200001000101060101018000011e18020101010101',X'0b01',X'0b01',X'');
INSERT INTO issue_month VALUES(2,1,677,X'000008000106010101',X'',X'',X'');
INSERT INTO issue_month VALUES(2,1,678,X'000200000218010101',X'',X'',X'');
INSERT INTO issue_month VALUES(3,1,676,X'0508200001000101060101018000011e18020101010101',X'0b01',X'0b01',X'');
INSERT INTO issue_month VALUES(3,1,677,X'000008000106010101',X'',X'',X'');
INSERT INTO issue_month VALUES(3,1,678,X'000200000218010101',X'',X'',X'');
INSERT INTO issue_month VALUES(4,0,676,X'0508200001000101060101018000011e18020101010101',X'0b01',X'0b01',X'');
INSERT INTO issue_month VALUES(4,0,677,X'000008000106010101',X'',X'',X'');
INSERT INTO issue_month VALUES(4,0,678,X'000200000218010101',X'',X'',X'');
CREATE TABLE issue_watch (
	place INTEGER PRIMARY KEY, -- hash of category, area and place
	issue_id INTEGER NOT NULL,
	closed INTEGER NOT NULL    -- days since 1970-01-01
) STRICT;
INSERT INTO issue_watch VALUES(8080596308888051965,1,20585);
CREATE TABLE issue_summary (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	watch_days INTEGER NOT NULL
) STRICT;
INSERT INTO issue_summary VALUES(1,90);
CREATE TABLE IF NOT EXISTS "assessment" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"level" TEXT NOT NULL CHECK ("level" IN ('national','provincial','city','third_party','self')),
	"standard_id" INTEGER REFERENCES "standard",
	"review_id" INTEGER REFERENCES "review",
	"start" TEXT NOT NULL,
	"end" TEXT,
	"result" TEXT NOT NULL DEFAULT 'pending' CHECK ("result" IN ('pending','passed','failed')),
	"score" REAL,
	"note" TEXT,
	CONSTRAINT "start_before_end" CHECK ("start" <= "end")
) STRICT;
INSERT INTO assessment VALUES(1,'A1','省级测评','provincial',NULL,NULL,'2026-06-20',NULL,'pending',NULL,NULL);
CREATE TABLE IF NOT EXISTS "benchmark" (
	"id" INTEGER PRIMARY KEY,
	"indicator" TEXT NOT NULL,
	"peer_id" INTEGER NOT NULL REFERENCES "peer",
	"date" TEXT NOT NULL,
	"value" REAL NOT NULL,
	"source" TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS "dispute" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"parties" TEXT NOT NULL,
	"matter" TEXT NOT NULL,
	"task_id" INTEGER REFERENCES "task",
	"area_id" INTEGER REFERENCES "area",
	"opened" TEXT NOT NULL,
	"settled" TEXT,
	"status" TEXT NOT NULL DEFAULT 'open' CHECK ("status" IN ('open','talks','settled','shelved')),
	"solution" TEXT,
	"split" TEXT,
	"note" TEXT,
	CONSTRAINT "opened_before_settled" CHECK ("opened" <= "settled"),
	CONSTRAINT "settled_by_status" CHECK ("status" = 'settled' OR "settled" IS NULL)
) STRICT;
INSERT INTO dispute VALUES(1,'D1','低层;高层','费用分摊',2,NULL,'2026-01-01',NULL,'talks',NULL,'低层:30;高层:70',NULL);
CREATE TABLE IF NOT EXISTS "flow" (
	"id" INTEGER PRIMARY KEY,
	"date" TEXT NOT NULL,
	"kind" TEXT NOT NULL CHECK ("kind" IN ('secured','arrived','withdrawn','allotted','committed','spent','refunded','raised','cut')),
	"amount" INTEGER NOT NULL,
	"source_id" INTEGER REFERENCES "fund",
	"use_id" INTEGER REFERENCES "fund",
	"task_id" INTEGER REFERENCES "task",
	"partner_id" INTEGER REFERENCES "partner",
	"document" TEXT,
	"line" INTEGER NOT NULL DEFAULT 1 CHECK ("line" >= 1),
	"by" TEXT,
	"reverses_id" INTEGER REFERENCES "flow",
	"note" TEXT,
	"reversed" INTEGER NOT NULL DEFAULT 0 CHECK ("reversed" IN (0,1)),
	CONSTRAINT "amount_above_zero" CHECK ("amount" > 0 OR "reverses_id" IS NOT NULL),
	CONSTRAINT "amount_taken_back" CHECK ("amount" < 0 OR "reverses_id" IS NULL),
	CONSTRAINT "source_named" CHECK ("source_id" IS NOT NULL OR "kind" NOT IN ('','secured','arrived','withdrawn')),
	CONSTRAINT "use_named" CHECK ("use_id" IS NOT NULL OR "kind" NOT IN ('','allotted','committed','spent','refunded')),
	CONSTRAINT "line_named" CHECK ("source_id" IS NOT NULL OR "use_id" IS NOT NULL)
) STRICT;
INSERT INTO flow VALUES(1,'2026-01-10','secured',50000000,1,NULL,NULL,NULL,'D1',1,'tester',NULL,NULL,0);
INSERT INTO flow VALUES(2,'2026-02-10','arrived',40000000,1,NULL,NULL,NULL,'D1',2,'tester',NULL,NULL,0);
INSERT INTO flow VALUES(3,'2026-03-01','allotted',20000000,1,2,NULL,NULL,'D2',1,'tester',NULL,NULL,0);
INSERT INTO flow VALUES(4,'2026-04-01','spent',15000000,NULL,2,NULL,NULL,'D3',1,'tester',NULL,NULL,0);
INSERT INTO flow VALUES(5,'2026-05-01','spent',5000000,NULL,3,NULL,NULL,'D4',1,'tester',NULL,NULL,1);
INSERT INTO flow VALUES(6,'2026-06-01','spent',-5000000,NULL,3,NULL,NULL,'D4',1,'tester',5,NULL,0);
CREATE TABLE IF NOT EXISTS "fund" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"parent_id" INTEGER REFERENCES "fund",
	"year" INTEGER CHECK ("year" >= 1990) CHECK ("year" <= 2100),
	"kind" TEXT NOT NULL CHECK ("kind" IN ('budget','land','bond','ppp','donation','industry_fund','other_source','infrastructure','service','literacy','mechanism','technology','culture','other_use')),
	"side" TEXT GENERATED ALWAYS AS (CASE WHEN "kind" IN ('','budget','land','bond','ppp','donation','industry_fund','other_source') THEN 'source' ELSE 'use' END) VIRTUAL,
	"soft" INTEGER CHECK ("soft" IN (0,1)),
	"planned" INTEGER,
	"percent" REAL CHECK ("percent" BETWEEN 0 AND 100),
	"complete" INTEGER CHECK ("complete" IN (0,1)),
	"fills_id" INTEGER REFERENCES "fund",
	"tasks" TEXT,
	"indicator" TEXT,
	"partner_id" INTEGER REFERENCES "partner",
	"unit_id" INTEGER REFERENCES "unit",
	"area_id" INTEGER REFERENCES "area",
	"in_force" INTEGER NOT NULL DEFAULT 1 CHECK ("in_force" IN (0,1)),
	"source" TEXT,
	"note" TEXT,
	CONSTRAINT "planned_or_percent" CHECK ("planned" IS NULL OR "percent" IS NULL),
	CONSTRAINT "soft_of_use" CHECK ("soft" IS NULL OR "kind" NOT IN ('','budget','land','bond','ppp','donation','industry_fund','other_source')),
	CONSTRAINT "fills_of_source" CHECK ("fills_id" IS NULL OR "kind" IN ('','budget','land','bond','ppp','donation','industry_fund','other_source'))
) STRICT;
INSERT INTO fund VALUES(1,'F1','市财政',NULL,2026,'budget',NULL,100000000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL);
INSERT INTO fund VALUES(2,'F2','基础设施',NULL,2026,'infrastructure',NULL,70000000,NULL,1,NULL,'K1',NULL,NULL,NULL,NULL,1,NULL,NULL);
INSERT INTO fund VALUES(3,'F21','道路',2,2026,'infrastructure',NULL,40000000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL);
INSERT INTO fund VALUES(4,'F3','素养',NULL,2026,'literacy',NULL,10000000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL);
CREATE TABLE IF NOT EXISTS "headcount" (
	"id" INTEGER PRIMARY KEY,
	"area_id" INTEGER REFERENCES "area",
	"date" TEXT NOT NULL,
	"group" TEXT NOT NULL DEFAULT 'all',
	"n" INTEGER NOT NULL CHECK ("n" >= 0),
	"source" TEXT
) STRICT;
INSERT INTO headcount VALUES(1,1,'2026-01-01','65+',1200,NULL);
CREATE TABLE IF NOT EXISTS "incident" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"date" TEXT NOT NULL,
	"system" TEXT NOT NULL,
	"kind" TEXT NOT NULL CHECK ("kind" IN ('leak','attack','outage','misuse')),
	"severity" INTEGER NOT NULL CHECK ("severity" >= 1) CHECK ("severity" <= 5),
	"contained" TEXT,
	"records" INTEGER CHECK ("records" >= 0),
	"cause" TEXT,
	"unit_id" INTEGER REFERENCES "unit",
	"note" TEXT,
	CONSTRAINT "date_before_contained" CHECK ("date" <= "contained")
) STRICT;
INSERT INTO incident VALUES(1,'I1','2026-03-03','网格平台','outage',2,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "indicator" (
	"id" INTEGER PRIMARY KEY,
	"standard_id" INTEGER NOT NULL REFERENCES "standard",
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
	"unit_id" INTEGER REFERENCES "unit",
	"person_id" INTEGER REFERENCES "person",
	"due" TEXT,
	"note" TEXT,
	"min" REAL,
	"max" REAL,
	"change_of" TEXT,
	"policies" TEXT,
	"veto" INTEGER CHECK ("veto" IN (0,1)),
	"rebound_points" REAL CHECK ("rebound_points" >= 0),
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
	CONSTRAINT "round_of_slope" CHECK ("round" IS NULL OR "rule" = 'slope'),
	CONSTRAINT "bounds_in_order" CHECK ("min" < "max")
) STRICT;
INSERT INTO indicator VALUES(1,1,'sat',NULL,'满意度',NULL,10.0,NULL,'up','goalposts',50.0,100.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO indicator VALUES(2,1,'rect',NULL,'整改率','process',10.0,NULL,'up','goalposts',0.0,100.0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'rectification_rate',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "material" (
	"id" INTEGER PRIMARY KEY,
	"indicator" TEXT NOT NULL,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"title" TEXT NOT NULL,
	"file" TEXT,
	"sha256" TEXT,
	"since" TEXT,
	"until" TEXT,
	"unit_id" INTEGER REFERENCES "unit",
	"page" TEXT,
	"note" TEXT,
	CONSTRAINT "since_before_until" CHECK ("since" <= "until"),
	CONSTRAINT "digest_of_file" CHECK ("sha256" IS NULL OR "file" IS NOT NULL)
) STRICT;
CREATE TABLE IF NOT EXISTS "mechanism" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"policy_id" INTEGER REFERENCES "policy",
	"practice_id" INTEGER REFERENCES "practice",
	"status" TEXT NOT NULL DEFAULT 'planned' CHECK ("status" IN ('planned','drafted','in_force','lapsed')),
	"due" TEXT,
	"since" TEXT,
	"unit_id" INTEGER REFERENCES "unit",
	"note" TEXT,
	CONSTRAINT "in_force_has_since" CHECK ("status" <> 'in_force' OR "since" IS NOT NULL)
) STRICT;
INSERT INTO mechanism VALUES(1,'ME','路长制',1,NULL,'in_force',NULL,'2026-01-01',NULL,NULL);
CREATE TABLE IF NOT EXISTS "milestone" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"title" TEXT NOT NULL,
	"phase_id" INTEGER REFERENCES "phase",
	"due" TEXT NOT NULL,
	"criterion" TEXT,
	"unit_id" INTEGER REFERENCES "unit",
	"person_id" INTEGER REFERENCES "person",
	"task_id" INTEGER REFERENCES "task",
	"evidence" TEXT,
	"finished" TEXT,
	"note" TEXT,
	"checked" TEXT,
	"corrected" TEXT,
	CONSTRAINT "corrected_after_check" CHECK ("corrected" IS NULL OR ("checked" IS NOT NULL AND "corrected" >= "checked"))
) STRICT;
INSERT INTO milestone VALUES(1,'M1','满意度达标',1,'2026-06-30','sat >= 90 and rect >= 95',1,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO milestone VALUES(2,'M2','小区完工',NULL,'2026-06-30',NULL,2,NULL,1,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "module" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"task_id" INTEGER NOT NULL REFERENCES "task",
	"name" TEXT NOT NULL,
	"trigger" TEXT,
	"budget_percent" REAL CHECK ("budget_percent" <= 1000),
	"days" INTEGER CHECK ("days" >= 0) CHECK ("days" <= 36525),
	"day_kind" TEXT NOT NULL DEFAULT 'working' CHECK ("day_kind" IN ('working','calendar')),
	"status" TEXT NOT NULL DEFAULT 'reserve' CHECK ("status" IN ('reserve','on','dropped')),
	"since" TEXT,
	"note" TEXT,
	CONSTRAINT "on_has_since" CHECK ("status" <> 'on' OR "since" IS NOT NULL)
) STRICT;
INSERT INTO module VALUES(1,'MO',1,'智慧功能',NULL,20.0,30,'calendar','reserve',NULL,NULL);
CREATE TABLE IF NOT EXISTS "partner" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"actor" TEXT NOT NULL CHECK ("actor" IN ('government','market','society')),
	"role" TEXT CHECK ("role" IN ('lead','resource','cooperate')),
	"kind" TEXT CHECK ("kind" IN ('firm','association','foundation','community_body','property','owners','other')),
	"unit_id" INTEGER REFERENCES "unit",
	"area_id" INTEGER REFERENCES "area",
	"stance" TEXT CHECK ("stance" IN ('takes_part','willing','not')),
	"reason" TEXT,
	"joined" TEXT,
	"pledged" TEXT,
	"person" TEXT,
	"phone" TEXT,
	"note" TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS "peer" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"province" TEXT,
	"alliance" TEXT,
	"joined" TEXT,
	"rate" REAL CHECK ("rate" >= 0),
	"note" TEXT
) STRICT;
INSERT INTO peer VALUES(1,'PE','示范市',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "phase" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"start" TEXT NOT NULL,
	"end" TEXT NOT NULL,
	"theme" TEXT,
	"parent_id" INTEGER REFERENCES "phase",
	"status" TEXT CHECK ("status" IN ('planned','running','done')),
	"goals" TEXT,
	CONSTRAINT "start_before_end" CHECK ("start" <= "end")
) STRICT;
INSERT INTO phase VALUES(1,'P1','第一阶段','2024-01-01','2025-12-31',NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "plan" (
	"id" INTEGER PRIMARY KEY CHECK ("id" = 1),
	"name" TEXT,
	"city" TEXT,
	"start" TEXT,
	"end" TEXT,
	"population" INTEGER CHECK ("population" >= 0),
	"timezone" TEXT NOT NULL DEFAULT 'Asia/Shanghai',
	"process_floor" REAL NOT NULL DEFAULT 40 CHECK ("process_floor" BETWEEN 0 AND 100),
	"watch_days" INTEGER NOT NULL DEFAULT 90 CHECK ("watch_days" >= 0) CHECK ("watch_days" <= 36525),
	"recheck_days" TEXT NOT NULL DEFAULT '30;90;180',
	"remind_days" INTEGER NOT NULL DEFAULT 3 CHECK ("remind_days" >= 0) CHECK ("remind_days" <= 36525),
	"notice_days" INTEGER NOT NULL DEFAULT 5 CHECK ("notice_days" >= 0) CHECK ("notice_days" <= 36525),
	"on_time_by" TEXT NOT NULL DEFAULT 'rectified' CHECK ("on_time_by" IN ('rectified','accepted')),
	"accept_role" TEXT NOT NULL DEFAULT 'citizen' CHECK ("accept_role" IN ('leader','staff','citizen','expert','inspector')),
	"partly_share" REAL NOT NULL DEFAULT 0 CHECK ("partly_share" BETWEEN 0 AND 100),
	"no_answer" TEXT NOT NULL DEFAULT 'out' CHECK ("no_answer" IN ('out','no')),
	"slow_floor" REAL NOT NULL DEFAULT 60 CHECK ("slow_floor" BETWEEN 0 AND 100),
	"language" TEXT NOT NULL DEFAULT 'en' CHECK ("language" IN ('en','zh')),
	"work_hours" TEXT NOT NULL DEFAULT '08:30-12:00;14:00-17:30',
	"programmes" TEXT,
	"policy_watch_days" INTEGER NOT NULL DEFAULT 30 CHECK ("policy_watch_days" >= 0) CHECK ("policy_watch_days" <= 36525),
	"soft_floor" REAL NOT NULL DEFAULT 18 CHECK ("soft_floor" BETWEEN 0 AND 100),
	"hard_ceiling" REAL NOT NULL DEFAULT 65 CHECK ("hard_ceiling" BETWEEN 0 AND 100),
	"budget_tolerance" REAL NOT NULL DEFAULT 20 CHECK ("budget_tolerance" >= 0),
	"sprint_limit" REAL NOT NULL DEFAULT 25 CHECK ("sprint_limit" BETWEEN 0 AND 100),
	"landmark_ratio" REAL NOT NULL DEFAULT 10 CHECK ("landmark_ratio" >= 0),
	CONSTRAINT "start_before_end" CHECK ("start" <= "end"),
	CONSTRAINT "recheck_days_form" CHECK ("recheck_days" GLOB '[0-9]*' AND "recheck_days" GLOB '*[0-9]' AND "recheck_days" NOT GLOB '*[^0-9;]*' AND "recheck_days" NOT GLOB '*;;*')
) STRICT;
INSERT INTO "plan" VALUES(1,NULL,'旧城','2024-01-01','2027-12-31',NULL,'Asia/Shanghai',40.0,90,'30;90;180',3,5,'rectified','citizen',0.0,'out',60.0,'en','08:30-12:00;14:00-17:30',NULL,30,18.0,65.0,20.0,25.0,10.0);
CREATE TABLE IF NOT EXISTS "policy" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"title" TEXT NOT NULL,
	"level" TEXT NOT NULL CHECK ("level" IN ('national','provincial','city')),
	"number" TEXT,
	"issuer" TEXT,
	"status" TEXT NOT NULL CHECK ("status" IN ('draft','passed','issued','in_force','replaced')),
	"passed" TEXT,
	"issued" TEXT,
	"effective" TEXT,
	"expires" TEXT,
	"replaces_id" INTEGER REFERENCES "policy",
	"unit_id" INTEGER REFERENCES "unit",
	"note" TEXT,
	CONSTRAINT "passed_before_issued" CHECK ("passed" <= "issued"),
	CONSTRAINT "effective_before_expires" CHECK ("effective" <= "expires")
) STRICT;
INSERT INTO policy VALUES(1,'P1','停车办法','city',NULL,NULL,'in_force',NULL,NULL,'2026-01-01',NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "practice" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"title" TEXT NOT NULL,
	"unit_id" INTEGER REFERENCES "unit",
	"indicator" TEXT,
	"method" TEXT NOT NULL,
	"conditions" TEXT,
	"cost" INTEGER CHECK ("cost" >= 0),
	"start" TEXT,
	"end" TEXT,
	"note" TEXT,
	CONSTRAINT "start_before_end" CHECK ("start" <= "end")
) STRICT;
CREATE TABLE IF NOT EXISTS "publication" (
	"id" INTEGER PRIMARY KEY,
	"report" TEXT NOT NULL CHECK ("report" IN ('week','month','quarter','fund_review')),
	"start" TEXT NOT NULL,
	"end" TEXT NOT NULL,
	"asof" TEXT NOT NULL,
	"published_at" TEXT NOT NULL,
	"by" TEXT,
	"unit_id" INTEGER REFERENCES "unit",
	"least" INTEGER CHECK ("least" >= 0),
	"slow" REAL CHECK ("slow" BETWEEN 0 AND 100),
	"weights" TEXT,
	"slow_floor" REAL CHECK ("slow_floor" BETWEEN 0 AND 100)
) STRICT;
CREATE TABLE IF NOT EXISTS "quota" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"part_id" INTEGER NOT NULL REFERENCES "fund",
	"whole_id" INTEGER NOT NULL REFERENCES "fund",
	"op" TEXT NOT NULL CHECK ("op" IN ('>=','<=')),
	"percent" REAL NOT NULL CHECK ("percent" BETWEEN 0 AND 100),
	"source" TEXT,
	"note" TEXT,
	CONSTRAINT "part_of_another" CHECK ("part_id" <> "whole_id")
) STRICT;
INSERT INTO quota VALUES(1,'Q1','道路不超六成',3,2,'<=',60.0,NULL,NULL);
CREATE TABLE IF NOT EXISTS "review" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"kind" TEXT NOT NULL CHECK ("kind" IN ('dispatch','bulletin','appraisal','meeting','self_check','inspection','yearly','fund','seminar','look_back','acceptance','security_test','backup','drill')),
	"every" TEXT NOT NULL CHECK ("every" IN ('week','month','quarter','half_year','year','once')),
	"first_due" TEXT NOT NULL,
	"per" TEXT CHECK ("per" IN ('city','district','unit')),
	"part" TEXT CHECK ("part" IN ('survey','data','expert')),
	"indicator" TEXT,
	"weight" REAL CHECK ("weight" BETWEEN 0 AND 100),
	"unit_id" INTEGER REFERENCES "unit",
	"method" TEXT,
	"note" TEXT
) STRICT;
INSERT INTO review VALUES(1,'V1','季度自查','self_check','quarter','2026-03-31',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "risk" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"kind" TEXT NOT NULL CHECK ("kind" IN ('policy','resource','social','technical','other')),
	"likelihood" TEXT NOT NULL CHECK ("likelihood" IN ('low','medium','high')),
	"impact" TEXT NOT NULL CHECK ("impact" IN ('medium','large','severe')),
	"residual_likelihood" TEXT CHECK ("residual_likelihood" IN ('low','medium','high')),
	"residual_impact" TEXT CHECK ("residual_impact" IN ('medium','large','severe')),
	"tie" REAL,
	"signal" TEXT,
	"unit_id" INTEGER REFERENCES "unit",
	"person_id" INTEGER REFERENCES "person",
	"tasks" TEXT,
	"indicator" TEXT,
	"strategy" TEXT,
	"evidence" TEXT,
	"found" TEXT,
	"reviewed" TEXT,
	"review_days" INTEGER CHECK ("review_days" >= 1),
	"status" TEXT NOT NULL DEFAULT 'open' CHECK ("status" IN ('open','mitigated','realised','closed')),
	"closed" TEXT,
	"note" TEXT,
	CONSTRAINT "closed_by_status" CHECK ("status" = 'closed' OR "closed" IS NULL),
	CONSTRAINT "found_before_closed" CHECK ("found" <= "closed"),
	CONSTRAINT "found_before_reviewed" CHECK ("found" <= "reviewed")
) STRICT;
INSERT INTO risk VALUES(1,'R1','居民反对','social','high','large',NULL,NULL,NULL,'n_overdue >= 1',1,NULL,NULL,NULL,NULL,NULL,'2026-01-01',NULL,NULL,'open',NULL,NULL);
INSERT INTO risk VALUES(2,'R2','标准变动','policy','low','severe',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'2026-02-01',NULL,NULL,'open',NULL,NULL);
CREATE TABLE IF NOT EXISTS "session" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"date" TEXT NOT NULL,
	"kind" TEXT NOT NULL CHECK ("kind" IN ('meeting','patrol','seminar','joint','rally','hearing','self_check','inspection','evaluation','test','drill')),
	"review_id" INTEGER REFERENCES "review",
	"dispute_id" INTEGER REFERENCES "dispute",
	"unit_id" INTEGER REFERENCES "unit",
	"area_id" INTEGER REFERENCES "area",
	"chair_id" INTEGER REFERENCES "person",
	"attended" TEXT,
	"people" INTEGER CHECK ("people" >= 0),
	"matters" TEXT,
	"result" TEXT,
	"score" REAL CHECK ("score" >= 0) CHECK ("score" <= 100),
	"note" TEXT
) STRICT;
INSERT INTO session VALUES(1,'S1','2026-02-01','hearing',NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "stop" (
	"id" INTEGER PRIMARY KEY,
	"task_id" INTEGER NOT NULL REFERENCES "task",
	"start" TEXT NOT NULL,
	"end" TEXT,
	"cause" TEXT NOT NULL,
	"dispute_id" INTEGER REFERENCES "dispute",
	"note" TEXT,
	CONSTRAINT "start_before_end" CHECK ("start" <= "end")
) STRICT;
INSERT INTO stop VALUES(1,2,'2025-06-01','2025-11-30','居民争议',NULL,NULL);
CREATE TABLE IF NOT EXISTS "target" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"indicator" TEXT NOT NULL,
	"area_id" INTEGER REFERENCES "area",
	"due" TEXT,
	"base" REAL,
	"op" TEXT NOT NULL DEFAULT '>=' CHECK ("op" IN ('>=','>','=','<=','<')),
	"value" REAL NOT NULL,
	"in_force" INTEGER NOT NULL DEFAULT 1 CHECK ("in_force" IN (0,1)),
	"milestone_id" INTEGER REFERENCES "milestone",
	"source" TEXT,
	"note" TEXT,
	"core" INTEGER CHECK ("core" >= 1) CHECK ("core" <= 5),
	"policies" TEXT,
	"credited" REAL CHECK ("credited" BETWEEN 0 AND 100),
	"credited_of" TEXT CHECK ("credited_of" IN ('change','figure')),
	"base_of" TEXT CHECK ("base_of" IN ('own','other')),
	CONSTRAINT "credited_of_what" CHECK ("credited_of" IS NULL OR "credited" IS NOT NULL),
	CONSTRAINT "base_of_what" CHECK ("base_of" IS NULL OR "base" IS NOT NULL)
) STRICT;
INSERT INTO target VALUES(1,'T1','sat',NULL,'2026-06-30',78.0,'>=',90.0,1,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "task" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"title" TEXT NOT NULL,
	"programme" TEXT,
	"category" TEXT,
	"phase_id" INTEGER REFERENCES "phase",
	"parent_id" INTEGER REFERENCES "task",
	"after" TEXT,
	"unit_id" INTEGER NOT NULL REFERENCES "unit",
	"co_units" TEXT,
	"person_id" INTEGER REFERENCES "person",
	"start" TEXT,
	"due" TEXT NOT NULL,
	"recurring" INTEGER CHECK ("recurring" IN (0,1)),
	"quantity" REAL CHECK ("quantity" >= 0),
	"quantity_unit" TEXT,
	"reached" REAL CHECK ("reached" >= 0),
	"weight" REAL CHECK ("weight" >= 0),
	"fund_source" TEXT,
	"blocker" TEXT,
	"status" TEXT NOT NULL DEFAULT 'planned' CHECK ("status" IN ('planned','running','blocked','stopped','done','cancelled')),
	"finished" TEXT,
	"area_id" INTEGER REFERENCES "area",
	"indicator" TEXT,
	"note" TEXT,
	"policies" TEXT,
	"term" TEXT CHECK ("term" IN ('short','long')),
	"groups" TEXT,
	"beneficiaries" INTEGER CHECK ("beneficiaries" >= 0),
	"scene" TEXT,
	CONSTRAINT "start_before_due" CHECK ("start" <= "due")
) STRICT;
INSERT INTO task VALUES(1,'K1','改造小区',NULL,NULL,NULL,NULL,NULL,1,NULL,NULL,'2025-01-01','2026-06-30',NULL,100.0,'个',60.0,NULL,NULL,NULL,'planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(2,'K2','加装电梯',NULL,NULL,NULL,NULL,NULL,2,NULL,NULL,'2025-01-01','2026-03-31',NULL,NULL,NULL,1.0,NULL,NULL,NULL,'planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO task VALUES(3,'T2026-001','无号任务',NULL,NULL,NULL,NULL,NULL,2,NULL,NULL,'2026-01-01','2026-12-31',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'planned',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "unit" (
	"id" INTEGER PRIMARY KEY,
	"code" TEXT NOT NULL CHECK ("code" <> '' AND "code" NOT GLOB '*[ ;:,]*'),
	"name" TEXT NOT NULL,
	"parent_id" INTEGER REFERENCES "unit",
	"kind" TEXT NOT NULL CHECK ("kind" IN ('leading','office','department','district','street','community','firm','organisation')),
	"area_id" INTEGER REFERENCES "area",
	"contact" TEXT,
	"aliases" TEXT,
	"assessed" INTEGER CHECK ("assessed" IN (0,1))
) STRICT;
INSERT INTO unit VALUES(1,'U1','城管',NULL,'department',NULL,NULL,NULL,NULL);
INSERT INTO unit VALUES(2,'U2','街道',NULL,'street',NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "watch" (
	"id" INTEGER PRIMARY KEY,
	"source" TEXT NOT NULL,
	"date" TEXT NOT NULL,
	"person_id" INTEGER NOT NULL REFERENCES "person",
	"found" INTEGER NOT NULL DEFAULT 0 CHECK ("found" IN (0,1)),
	"change" TEXT,
	"policy_id" INTEGER REFERENCES "policy",
	"reported" TEXT,
	"note" TEXT,
	CONSTRAINT "found_says_what" CHECK ("found" = 0 OR "change" IS NOT NULL),
	CONSTRAINT "reported_after_date" CHECK ("reported" >= "date")
) STRICT;
INSERT INTO watch VALUES(1,'市政府公报','2026-05-20',1,0,NULL,1,NULL,NULL);
CREATE INDEX change_by_run ON change (run);
CREATE INDEX change_by_row ON change (table_name, row_id);
CREATE INDEX "amendment_issue" ON "amendment" (issue_id);
CREATE VIEW "amendments" AS SELECT t.*,
	t."issue_id" AS "issue",
	t."event_id" AS "event"
FROM "amendment" t;
CREATE UNIQUE INDEX "area_key" ON "area" ("code");
CREATE VIEW "areas" AS SELECT t.*,
	r1."code" AS "parent", r1."name" AS "parent_name",
	r2."code" AS "sponsor", r2."name" AS "sponsor_name",
	r3."code" AS "pair_unit", r3."name" AS "pair_unit_name",
	r4."code" AS "duty_unit", r4."name" AS "duty_unit_name"
FROM "area" t
	LEFT JOIN "area" r1 ON r1."id" = t."parent_id"
	LEFT JOIN "person" r2 ON r2."id" = t."sponsor_id"
	LEFT JOIN "unit" r3 ON r3."id" = t."pair_unit_id"
	LEFT JOIN "unit" r4 ON r4."id" = t."duty_unit_id";
CREATE UNIQUE INDEX "category_key" ON "category" ("code");
CREATE VIEW "categories" AS SELECT t.*,
	r1."code" AS "parent", r1."name" AS "parent_name"
FROM "category" t
	LEFT JOIN "category" r1 ON r1."id" = t."parent_id";
CREATE UNIQUE INDEX "channel_key" ON "channel" ("code");
CREATE VIEW "channels" AS SELECT t.*
FROM "channel" t;
CREATE UNIQUE INDEX "cycle_key" ON "cycle" ("issue_id", "cycle");
CREATE VIEW "cycles" AS SELECT t.*,
	t."issue_id" AS "issue",
	r2."code" AS "channel", r2."name" AS "channel_name",
	r3."code" AS "category", r3."name" AS "category_name",
	r4."code" AS "area", r4."name" AS "area_name",
	r5."code" AS "unit", r5."name" AS "unit_name",
	r6."code" AS "person", r6."name" AS "person_name",
	r7."code" AS "accepted_by", r7."name" AS "accepted_by_name"
FROM "cycle" t
	LEFT JOIN "channel" r2 ON r2."id" = t."channel_id"
	LEFT JOIN "category" r3 ON r3."id" = t."category_id"
	LEFT JOIN "area" r4 ON r4."id" = t."area_id"
	LEFT JOIN "unit" r5 ON r5."id" = t."unit_id"
	LEFT JOIN "person" r6 ON r6."id" = t."person_id"
	LEFT JOIN "person" r7 ON r7."id" = t."accepted_by_id";
CREATE UNIQUE INDEX "dispatch_key" ON "dispatch" ("issue_id", "cycle", "unit_id");
CREATE INDEX "dispatch_co" ON "dispatch" (issue_id, cycle) WHERE part = 'co';
CREATE VIEW "dispatches" AS SELECT t.*,
	t."issue_id" AS "issue",
	r2."code" AS "unit", r2."name" AS "unit_name",
	r3."code" AS "person", r3."name" AS "person_name"
FROM "dispatch" t
	LEFT JOIN "unit" r2 ON r2."id" = t."unit_id"
	LEFT JOIN "person" r3 ON r3."id" = t."person_id";
CREATE INDEX "event_issue" ON "event" (issue_id);
CREATE VIEW "events" AS SELECT t.*,
	t."issue_id" AS "issue"
FROM "event" t;
CREATE UNIQUE INDEX "extension_key" ON "extension" ("issue_id", "requested");
CREATE VIEW "extensions" AS SELECT t.*,
	t."issue_id" AS "issue"
FROM "extension" t;
CREATE UNIQUE INDEX "figure_key" ON "figure" ("publication_id", "subject", "name");
CREATE VIEW "figures" AS SELECT t.*,
	t."publication_id" AS "publication"
FROM "figure" t;
CREATE UNIQUE INDEX "holiday_key" ON "holiday" ("date");
CREATE VIEW "holidays" AS SELECT t.*
FROM "holiday" t;
CREATE VIEW "indicators" AS SELECT t.*,
	r1."code" AS "standard", r1."name" AS "standard_name",
	r2."code" AS "unit", r2."name" AS "unit_name",
	r3."code" AS "person", r3."name" AS "person_name"
FROM "indicator" t
	LEFT JOIN "standard" r1 ON r1."id" = t."standard_id"
	LEFT JOIN "unit" r2 ON r2."id" = t."unit_id"
	LEFT JOIN "person" r3 ON r3."id" = t."person_id";
CREATE UNIQUE INDEX "issue_external" ON "issue" (channel_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX "issue_open_due" ON "issue" (ifnull(extended_due, due)) WHERE stage NOT IN ('closed', 'dismissed');
CREATE INDEX "issue_unit" ON "issue" (unit_id);
CREATE VIEW "issues" AS SELECT t."id",
	t."channel_id",
	t."external_id",
	t."reported_at",
	t."category_id",
	t."area_id",
	t."place",
	t."description",
	t."unit_id",
	t."person_id",
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
	t."accepted_by_id",
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
	t."merged_into_id",
	t."reopened_at",
	t."came_back_at",
	t."again_of_id",
	t."due_time",
	t."extended_due_time",
	t."days_late_at_end",
	r1."code" AS "channel", r1."name" AS "channel_name",
	r2."code" AS "category", r2."name" AS "category_name",
	r3."code" AS "area", r3."name" AS "area_name",
	r4."code" AS "unit", r4."name" AS "unit_name",
	r5."code" AS "person", r5."name" AS "person_name",
	r6."code" AS "accepted_by", r6."name" AS "accepted_by_name",
	t."merged_into_id" AS "merged_into",
	t."again_of_id" AS "again_of"
FROM "issue" t
	LEFT JOIN "channel" r1 ON r1."id" = t."channel_id"
	LEFT JOIN "category" r2 ON r2."id" = t."category_id"
	LEFT JOIN "area" r3 ON r3."id" = t."area_id"
	LEFT JOIN "unit" r4 ON r4."id" = t."unit_id"
	LEFT JOIN "person" r5 ON r5."id" = t."person_id"
	LEFT JOIN "person" r6 ON r6."id" = t."accepted_by_id";
CREATE UNIQUE INDEX "measure_key" ON "measure" ("indicator", ifnull("area_id",0), "date", "method");
CREATE VIEW "measures" AS SELECT t.*,
	r1."code" AS "area", r1."name" AS "area_name"
FROM "measure" t
	LEFT JOIN "area" r1 ON r1."id" = t."area_id";
CREATE VIEW "milestones" AS SELECT t.*,
	r1."code" AS "phase", r1."name" AS "phase_name",
	r2."code" AS "unit", r2."name" AS "unit_name",
	r3."code" AS "person", r3."name" AS "person_name",
	r4."code" AS "task"
FROM "milestone" t
	LEFT JOIN "phase" r1 ON r1."id" = t."phase_id"
	LEFT JOIN "unit" r2 ON r2."id" = t."unit_id"
	LEFT JOIN "person" r3 ON r3."id" = t."person_id"
	LEFT JOIN "task" r4 ON r4."id" = t."task_id";
CREATE UNIQUE INDEX "notice_key" ON "notice" (ifnull("issue_id",0), "date", "kind", ifnull("unit_id",0), ifnull("task_id",0));
CREATE INDEX "notice_issue" ON "notice" (issue_id) WHERE issue_id IS NOT NULL;
CREATE INDEX "notice_task" ON "notice" (task_id) WHERE task_id IS NOT NULL;
CREATE VIEW "notices" AS SELECT t.*,
	t."issue_id" AS "issue",
	r2."code" AS "unit", r2."name" AS "unit_name",
	r3."code" AS "task"
FROM "notice" t
	LEFT JOIN "unit" r2 ON r2."id" = t."unit_id"
	LEFT JOIN "task" r3 ON r3."id" = t."task_id";
CREATE UNIQUE INDEX "person_key" ON "person" ("code");
CREATE VIEW "people" AS SELECT t.*,
	r1."code" AS "unit", r1."name" AS "unit_name"
FROM "person" t
	LEFT JOIN "unit" r1 ON r1."id" = t."unit_id";
CREATE VIEW "plan_settings" AS SELECT t.*
FROM "plan" t;
CREATE UNIQUE INDEX "progress_key" ON "progress" ("task_id", "date");
CREATE VIEW "progress_entries" AS SELECT t.*,
	r1."code" AS "task"
FROM "progress" t
	LEFT JOIN "task" r1 ON r1."id" = t."task_id";
CREATE VIEW "publications" AS SELECT t.*,
	r1."code" AS "unit", r1."name" AS "unit_name"
FROM "publication" t
	LEFT JOIN "unit" r1 ON r1."id" = t."unit_id";
CREATE UNIQUE INDEX "recheck_key" ON "recheck" ("issue_id", "date");
CREATE VIEW "rechecks" AS SELECT t.*,
	t."issue_id" AS "issue",
	r2."code" AS "checked_by", r2."name" AS "checked_by_name"
FROM "recheck" t
	LEFT JOIN "person" r2 ON r2."id" = t."checked_by_id";
CREATE UNIQUE INDEX "standard_key" ON "standard" ("code");
CREATE VIEW "standards" AS SELECT t.*
FROM "standard" t;
CREATE VIEW "targets" AS SELECT t.*,
	r1."code" AS "area", r1."name" AS "area_name",
	r2."code" AS "milestone"
FROM "target" t
	LEFT JOIN "area" r1 ON r1."id" = t."area_id"
	LEFT JOIN "milestone" r2 ON r2."id" = t."milestone_id";
CREATE VIEW "tasks" AS SELECT t.*,
	r1."code" AS "phase", r1."name" AS "phase_name",
	r2."code" AS "parent",
	r3."code" AS "unit", r3."name" AS "unit_name",
	r4."code" AS "person", r4."name" AS "person_name",
	r5."code" AS "area", r5."name" AS "area_name"
FROM "task" t
	LEFT JOIN "phase" r1 ON r1."id" = t."phase_id"
	LEFT JOIN "task" r2 ON r2."id" = t."parent_id"
	LEFT JOIN "unit" r3 ON r3."id" = t."unit_id"
	LEFT JOIN "person" r4 ON r4."id" = t."person_id"
	LEFT JOIN "area" r5 ON r5."id" = t."area_id";
CREATE VIEW "units" AS SELECT t.*,
	r1."code" AS "parent", r1."name" AS "parent_name",
	r2."code" AS "area", r2."name" AS "area_name"
FROM "unit" t
	LEFT JOIN "unit" r1 ON r1."id" = t."parent_id"
	LEFT JOIN "area" r2 ON r2."id" = t."area_id";
CREATE UNIQUE INDEX "assessment_key" ON "assessment" ("code");
CREATE VIEW "assessments" AS SELECT t.*,
	r1."code" AS "standard", r1."name" AS "standard_name",
	r2."code" AS "review", r2."name" AS "review_name"
FROM "assessment" t
	LEFT JOIN "standard" r1 ON r1."id" = t."standard_id"
	LEFT JOIN "review" r2 ON r2."id" = t."review_id";
CREATE UNIQUE INDEX "benchmark_key" ON "benchmark" ("indicator", "peer_id", "date");
CREATE VIEW "benchmarks" AS SELECT t.*,
	r1."code" AS "peer", r1."name" AS "peer_name"
FROM "benchmark" t
	LEFT JOIN "peer" r1 ON r1."id" = t."peer_id";
CREATE UNIQUE INDEX "dispute_key" ON "dispute" ("code");
CREATE VIEW "disputes" AS SELECT t.*,
	r1."code" AS "task",
	r2."code" AS "area", r2."name" AS "area_name"
FROM "dispute" t
	LEFT JOIN "task" r1 ON r1."id" = t."task_id"
	LEFT JOIN "area" r2 ON r2."id" = t."area_id";
CREATE UNIQUE INDEX "flow_voucher" ON "flow" (document, line) WHERE document IS NOT NULL AND reverses_id IS NULL AND reversed = 0;
CREATE UNIQUE INDEX "flow_reverses" ON "flow" (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX "flow_date" ON "flow" (date);
CREATE INDEX "flow_source" ON "flow" (source_id) WHERE source_id IS NOT NULL;
CREATE INDEX "flow_use" ON "flow" (use_id) WHERE use_id IS NOT NULL;
CREATE INDEX "flow_moved" ON "flow" (kind) WHERE kind IN ('raised', 'cut');
CREATE VIEW "flows" AS SELECT t.*,
	r1."code" AS "source", r1."name" AS "source_name",
	r2."code" AS "use", r2."name" AS "use_name",
	r3."code" AS "task",
	r4."code" AS "partner", r4."name" AS "partner_name",
	t."reverses_id" AS "reverses"
FROM "flow" t
	LEFT JOIN "fund" r1 ON r1."id" = t."source_id"
	LEFT JOIN "fund" r2 ON r2."id" = t."use_id"
	LEFT JOIN "task" r3 ON r3."id" = t."task_id"
	LEFT JOIN "partner" r4 ON r4."id" = t."partner_id";
CREATE UNIQUE INDEX "fund_key" ON "fund" ("code");
CREATE INDEX "fund_parent" ON "fund" (parent_id) WHERE parent_id IS NOT NULL;
CREATE VIEW "funds" AS SELECT t.*,
	r1."code" AS "parent", r1."name" AS "parent_name",
	r2."code" AS "fills", r2."name" AS "fills_name",
	r3."code" AS "partner", r3."name" AS "partner_name",
	r4."code" AS "unit", r4."name" AS "unit_name",
	r5."code" AS "area", r5."name" AS "area_name"
FROM "fund" t
	LEFT JOIN "fund" r1 ON r1."id" = t."parent_id"
	LEFT JOIN "fund" r2 ON r2."id" = t."fills_id"
	LEFT JOIN "partner" r3 ON r3."id" = t."partner_id"
	LEFT JOIN "unit" r4 ON r4."id" = t."unit_id"
	LEFT JOIN "area" r5 ON r5."id" = t."area_id";
CREATE UNIQUE INDEX "headcount_key" ON "headcount" (ifnull("area_id",0), "date", "group");
CREATE VIEW "headcounts" AS SELECT t.*,
	r1."code" AS "area", r1."name" AS "area_name"
FROM "headcount" t
	LEFT JOIN "area" r1 ON r1."id" = t."area_id";
CREATE UNIQUE INDEX "incident_key" ON "incident" ("code");
CREATE VIEW "incidents" AS SELECT t.*,
	r1."code" AS "unit", r1."name" AS "unit_name"
FROM "incident" t
	LEFT JOIN "unit" r1 ON r1."id" = t."unit_id";
CREATE UNIQUE INDEX "indicator_key" ON "indicator" ("standard_id", "code");
CREATE UNIQUE INDEX "material_key" ON "material" ("indicator", "code");
CREATE VIEW "materials" AS SELECT t.*,
	r1."code" AS "unit", r1."name" AS "unit_name"
FROM "material" t
	LEFT JOIN "unit" r1 ON r1."id" = t."unit_id";
CREATE UNIQUE INDEX "mechanism_key" ON "mechanism" ("code");
CREATE VIEW "mechanisms" AS SELECT t.*,
	r1."code" AS "policy",
	r2."code" AS "practice",
	r3."code" AS "unit", r3."name" AS "unit_name"
FROM "mechanism" t
	LEFT JOIN "policy" r1 ON r1."id" = t."policy_id"
	LEFT JOIN "practice" r2 ON r2."id" = t."practice_id"
	LEFT JOIN "unit" r3 ON r3."id" = t."unit_id";
CREATE UNIQUE INDEX "milestone_key" ON "milestone" ("code");
CREATE UNIQUE INDEX "module_key" ON "module" ("code");
CREATE VIEW "modules" AS SELECT t.*,
	r1."code" AS "task"
FROM "module" t
	LEFT JOIN "task" r1 ON r1."id" = t."task_id";
CREATE UNIQUE INDEX "partner_key" ON "partner" ("code");
CREATE VIEW "partners" AS SELECT t."id",
	t."code",
	t."name",
	t."actor",
	t."role",
	t."kind",
	t."unit_id",
	t."area_id",
	t."stance",
	t."reason",
	t."joined",
	t."pledged",
	t."note",
	r1."code" AS "unit", r1."name" AS "unit_name",
	r2."code" AS "area", r2."name" AS "area_name"
FROM "partner" t
	LEFT JOIN "unit" r1 ON r1."id" = t."unit_id"
	LEFT JOIN "area" r2 ON r2."id" = t."area_id";
CREATE UNIQUE INDEX "peer_key" ON "peer" ("code");
CREATE VIEW "peers" AS SELECT t.*
FROM "peer" t;
CREATE UNIQUE INDEX "phase_key" ON "phase" ("code");
CREATE VIEW "phases" AS SELECT t.*,
	r1."code" AS "parent", r1."name" AS "parent_name"
FROM "phase" t
	LEFT JOIN "phase" r1 ON r1."id" = t."parent_id";
CREATE UNIQUE INDEX "policy_key" ON "policy" ("code");
CREATE VIEW "policies" AS SELECT t.*,
	r1."code" AS "replaces",
	r2."code" AS "unit", r2."name" AS "unit_name"
FROM "policy" t
	LEFT JOIN "policy" r1 ON r1."id" = t."replaces_id"
	LEFT JOIN "unit" r2 ON r2."id" = t."unit_id";
CREATE UNIQUE INDEX "practice_key" ON "practice" ("code");
CREATE VIEW "practices" AS SELECT t.*,
	r1."code" AS "unit", r1."name" AS "unit_name"
FROM "practice" t
	LEFT JOIN "unit" r1 ON r1."id" = t."unit_id";
CREATE UNIQUE INDEX "quota_key" ON "quota" ("code");
CREATE VIEW "quotas" AS SELECT t.*,
	r1."code" AS "part", r1."name" AS "part_name",
	r2."code" AS "whole", r2."name" AS "whole_name"
FROM "quota" t
	LEFT JOIN "fund" r1 ON r1."id" = t."part_id"
	LEFT JOIN "fund" r2 ON r2."id" = t."whole_id";
CREATE UNIQUE INDEX "review_key" ON "review" ("code");
CREATE VIEW "reviews" AS SELECT t.*,
	r1."code" AS "unit", r1."name" AS "unit_name"
FROM "review" t
	LEFT JOIN "unit" r1 ON r1."id" = t."unit_id";
CREATE UNIQUE INDEX "risk_key" ON "risk" ("code");
CREATE VIEW "risks" AS SELECT t.*,
	r1."code" AS "unit", r1."name" AS "unit_name",
	r2."code" AS "person", r2."name" AS "person_name"
FROM "risk" t
	LEFT JOIN "unit" r1 ON r1."id" = t."unit_id"
	LEFT JOIN "person" r2 ON r2."id" = t."person_id";
CREATE UNIQUE INDEX "session_key" ON "session" ("code");
CREATE VIEW "sessions" AS SELECT t.*,
	r1."code" AS "review", r1."name" AS "review_name",
	r2."code" AS "dispute",
	r3."code" AS "unit", r3."name" AS "unit_name",
	r4."code" AS "area", r4."name" AS "area_name",
	r5."code" AS "chair", r5."name" AS "chair_name"
FROM "session" t
	LEFT JOIN "review" r1 ON r1."id" = t."review_id"
	LEFT JOIN "dispute" r2 ON r2."id" = t."dispute_id"
	LEFT JOIN "unit" r3 ON r3."id" = t."unit_id"
	LEFT JOIN "area" r4 ON r4."id" = t."area_id"
	LEFT JOIN "person" r5 ON r5."id" = t."chair_id";
CREATE UNIQUE INDEX "stop_key" ON "stop" ("task_id", "start");
CREATE VIEW "stops" AS SELECT t.*,
	r1."code" AS "task",
	r2."code" AS "dispute"
FROM "stop" t
	LEFT JOIN "task" r1 ON r1."id" = t."task_id"
	LEFT JOIN "dispute" r2 ON r2."id" = t."dispute_id";
CREATE UNIQUE INDEX "target_key" ON "target" ("code");
CREATE UNIQUE INDEX "task_key" ON "task" ("code");
CREATE UNIQUE INDEX "unit_key" ON "unit" ("code");
CREATE UNIQUE INDEX "watch_key" ON "watch" ("source", "date");
CREATE VIEW "watches" AS SELECT t.*,
	r1."code" AS "person", r1."name" AS "person_name",
	r2."code" AS "policy"
FROM "watch" t
	LEFT JOIN "person" r1 ON r1."id" = t."person_id"
	LEFT JOIN "policy" r2 ON r2."id" = t."policy_id";
COMMIT;
PRAGMA application_id=1128879696;
PRAGMA user_version=7;

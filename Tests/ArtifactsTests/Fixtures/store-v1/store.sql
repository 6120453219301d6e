PRAGMA application_id = 1819042157; PRAGMA user_version = 1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE blob (
  sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
  bytes INTEGER NOT NULL CHECK (bytes >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO blob VALUES('36757d5bbc878ffca22c738c66da5df49c1f0dac0a1141b502b8ecf3c34d9c8b',335);
INSERT INTO blob VALUES('48ebd2d560c45dd6fde40591b1cd5f8400b5c1f9c9ad065882174949740c07ae',39776);
INSERT INTO blob VALUES('67c4b1daca848c6a3f35472d5172ad64228b9d1ce31b578d5b3c63488428b62a',4696);
INSERT INTO blob VALUES('71599c2ae7f87e95ebfbc438fb278f3c8e199ae863da471ac99a7b8810efae1d',57);
INSERT INTO blob VALUES('84a59390140f17f7d739524447db821698ea74c68dc8de67e860c0c43c41d358',164);
INSERT INTO blob VALUES('97ca8d2af7682f46f0e94c174f50693bca014e35492ac508a4c1530903300855',530);
INSERT INTO blob VALUES('a0e19af5379d28ca9c98ea432c9f08bc53d8ff77c4333a6f0afca02230c16081',699);
INSERT INTO blob VALUES('ada6c6fcc33d37175165ff58ec143e62197280cbacd0fb854f66e1ffc78a9a04',1004);
INSERT INTO blob VALUES('b1df5cfcefe9c68cc9b1ca3fa17281e00b12b28161cd85b4f6d800120e9ba43e',8951);
INSERT INTO blob VALUES('bf5ed1b90c05cbf5770367e42fca3991483165dfc7d25c34f88adef6b86aa155',4948);
INSERT INTO blob VALUES('d9638460e595edc0086d2b1bfeaf70bfc46ba323698363dd1596bede70c486cd',5292);
INSERT INTO blob VALUES('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',0);
INSERT INTO blob VALUES('f0a39917c4d3a1828b54931ecd712467106eb9d0588e059779c9d90d7f4c614d',774);
CREATE TABLE artifact (
  digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64),
  kind TEXT NOT NULL CHECK (kind <> ''),
  manifest TEXT NOT NULL CHECK (manifest GLOB '{*}'),
  createdAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO artifact VALUES('00c4596f5410bedd34490376d4f7c7c3bdf10ff930fdb45094b770d4a7ef8dd3','instructed-dialogues','{"files":[{"bytes":774,"path":"dialogues.jsonl","sha256":"f0a39917c4d3a1828b54931ecd712467106eb9d0588e059779c9d90d7f4c614d"}],"kind":"instructed-dialogues"}','2026-11-21T17:36:11.134Z');
INSERT INTO artifact VALUES('0657643d7190c8c0c854a3d61bf15bac92008c9ca0825bd17f1992d1c7906d07','demonstrations','{"files":[{"bytes":4696,"path":"demonstrations.jsonl","sha256":"67c4b1daca848c6a3f35472d5172ad64228b9d1ce31b578d5b3c63488428b62a"}],"kind":"demonstrations"}','2026-11-21T17:36:11.134Z');
INSERT INTO artifact VALUES('24c3a83e635e7596dcc998d709fd0a7afe49a089ea9bd617716b2412836df10b','corpus','{"files":[{"bytes":4948,"path":"corpus.jsonl","sha256":"bf5ed1b90c05cbf5770367e42fca3991483165dfc7d25c34f88adef6b86aa155"}],"kind":"corpus"}','2026-11-21T17:36:11.134Z');
INSERT INTO artifact VALUES('79649d3b2034ddcbefce33522f958ea77d72ed2fb3d33358b1716019a7e8f985','tokenizer','{"files":[{"bytes":5292,"path":"tokenizer.model","sha256":"d9638460e595edc0086d2b1bfeaf70bfc46ba323698363dd1596bede70c486cd"},{"bytes":164,"path":"tokenizer_config.json","sha256":"84a59390140f17f7d739524447db821698ea74c68dc8de67e860c0c43c41d358"}],"kind":"tokenizer"}','2026-11-21T17:36:11.134Z');
INSERT INTO artifact VALUES('aadab8751a249e52dd5b664010e049b18625c83d1c2f429ddb41eb8bce9d1048','world','{"files":[{"bytes":8951,"path":"world.json","sha256":"b1df5cfcefe9c68cc9b1ca3fa17281e00b12b28161cd85b4f6d800120e9ba43e"}],"kind":"world"}','2026-11-21T17:36:11.134Z');
INSERT INTO artifact VALUES('ad1d34bbbc13c8db80de40c770cf537a69662e000b930d9bec5d61737eedcff3','prompts','{"files":[{"bytes":699,"path":"prompts.jsonl","sha256":"a0e19af5379d28ca9c98ea432c9f08bc53d8ff77c4333a6f0afca02230c16081"}],"kind":"prompts"}','2026-11-21T17:36:11.134Z');
INSERT INTO artifact VALUES('c8839b542f224371a2f54eaae60ecca61fb77489fc44fe582fe082a3e2584f5d','prompts','{"files":[{"bytes":1004,"path":"prompts.jsonl","sha256":"ada6c6fcc33d37175165ff58ec143e62197280cbacd0fb854f66e1ffc78a9a04"}],"kind":"prompts"}','2026-11-21T17:36:11.134Z');
INSERT INTO artifact VALUES('d74f30501400098cd44dad1b3e5d3c3127ff2facc5c377173976da3e65416cbc','instructed-dialogues','{"files":[{"bytes":530,"path":"dialogues.jsonl","sha256":"97ca8d2af7682f46f0e94c174f50693bca014e35492ac508a4c1530903300855"}],"kind":"instructed-dialogues"}','2026-11-21T17:36:11.134Z');
INSERT INTO artifact VALUES('d805377754bd384649e067da4f68dcd105fb37f267b847d2b51a767a85884a91','checkpoint','{"files":[{"bytes":57,"path":"counters.json","sha256":"71599c2ae7f87e95ebfbc438fb278f3c8e199ae863da471ac99a7b8810efae1d"},{"bytes":39776,"path":"model.safetensors","sha256":"48ebd2d560c45dd6fde40591b1cd5f8400b5c1f9c9ad065882174949740c07ae"},{"bytes":0,"path":"state","sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}],"kind":"checkpoint"}','2026-11-21T17:36:11.295Z');
INSERT INTO artifact VALUES('d96aaa48cc5ef9c6e6caa7fc5a590a9d6993033fa88be06fb745d53219e861a0','prompts','{"files":[{"bytes":335,"path":"prompts.jsonl","sha256":"36757d5bbc878ffca22c738c66da5df49c1f0dac0a1141b502b8ecf3c34d9c8b"}],"kind":"prompts"}','2026-11-21T17:36:11.134Z');
CREATE TABLE artifactFile (
  artifact TEXT NOT NULL REFERENCES artifact (digest) ON DELETE CASCADE,
  path TEXT NOT NULL CHECK (path <> ''),
  blob TEXT NOT NULL REFERENCES blob (sha256),
  PRIMARY KEY (artifact, path)
) STRICT, WITHOUT ROWID;
INSERT INTO artifactFile VALUES('d96aaa48cc5ef9c6e6caa7fc5a590a9d6993033fa88be06fb745d53219e861a0','prompts.jsonl','36757d5bbc878ffca22c738c66da5df49c1f0dac0a1141b502b8ecf3c34d9c8b');
INSERT INTO artifactFile VALUES('d805377754bd384649e067da4f68dcd105fb37f267b847d2b51a767a85884a91','model.safetensors','48ebd2d560c45dd6fde40591b1cd5f8400b5c1f9c9ad065882174949740c07ae');
INSERT INTO artifactFile VALUES('0657643d7190c8c0c854a3d61bf15bac92008c9ca0825bd17f1992d1c7906d07','demonstrations.jsonl','67c4b1daca848c6a3f35472d5172ad64228b9d1ce31b578d5b3c63488428b62a');
INSERT INTO artifactFile VALUES('d805377754bd384649e067da4f68dcd105fb37f267b847d2b51a767a85884a91','counters.json','71599c2ae7f87e95ebfbc438fb278f3c8e199ae863da471ac99a7b8810efae1d');
INSERT INTO artifactFile VALUES('79649d3b2034ddcbefce33522f958ea77d72ed2fb3d33358b1716019a7e8f985','tokenizer_config.json','84a59390140f17f7d739524447db821698ea74c68dc8de67e860c0c43c41d358');
INSERT INTO artifactFile VALUES('d74f30501400098cd44dad1b3e5d3c3127ff2facc5c377173976da3e65416cbc','dialogues.jsonl','97ca8d2af7682f46f0e94c174f50693bca014e35492ac508a4c1530903300855');
INSERT INTO artifactFile VALUES('ad1d34bbbc13c8db80de40c770cf537a69662e000b930d9bec5d61737eedcff3','prompts.jsonl','a0e19af5379d28ca9c98ea432c9f08bc53d8ff77c4333a6f0afca02230c16081');
INSERT INTO artifactFile VALUES('c8839b542f224371a2f54eaae60ecca61fb77489fc44fe582fe082a3e2584f5d','prompts.jsonl','ada6c6fcc33d37175165ff58ec143e62197280cbacd0fb854f66e1ffc78a9a04');
INSERT INTO artifactFile VALUES('aadab8751a249e52dd5b664010e049b18625c83d1c2f429ddb41eb8bce9d1048','world.json','b1df5cfcefe9c68cc9b1ca3fa17281e00b12b28161cd85b4f6d800120e9ba43e');
INSERT INTO artifactFile VALUES('24c3a83e635e7596dcc998d709fd0a7afe49a089ea9bd617716b2412836df10b','corpus.jsonl','bf5ed1b90c05cbf5770367e42fca3991483165dfc7d25c34f88adef6b86aa155');
INSERT INTO artifactFile VALUES('79649d3b2034ddcbefce33522f958ea77d72ed2fb3d33358b1716019a7e8f985','tokenizer.model','d9638460e595edc0086d2b1bfeaf70bfc46ba323698363dd1596bede70c486cd');
INSERT INTO artifactFile VALUES('d805377754bd384649e067da4f68dcd105fb37f267b847d2b51a767a85884a91','state','e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
INSERT INTO artifactFile VALUES('00c4596f5410bedd34490376d4f7c7c3bdf10ff930fdb45094b770d4a7ef8dd3','dialogues.jsonl','f0a39917c4d3a1828b54931ecd712467106eb9d0588e059779c9d90d7f4c614d');
CREATE TABLE computation (
  key TEXT NOT NULL PRIMARY KEY CHECK (length(key) = 64),
  kind TEXT NOT NULL CHECK (kind <> ''),
  version INTEGER NOT NULL CHECK (version >= 1),
  configuration TEXT NOT NULL CHECK (configuration GLOB '{*}'),
  seed TEXT NOT NULL,
  numericMode TEXT NOT NULL,
  createdAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO computation VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','pretrain',1,'{"batch":{"epochs":40,"precision":"fp32","rows":4,"tokensInMemory":2048},"checkpointInterval":2,"heldOut":0.02,"model":{"contextLength":512,"feedForwardWidth":8,"heads":1,"keyHeads":1,"layers":1,"width":8},"optimizer":{"adamW":{"beta1":0.9,"beta2":0.95,"epsilon":1e-05,"weightDecay":0.1},"clip":1.0,"floorShare":0.1,"learningRate":0.0003,"schedule":"cosine","warmUpPercent":3}}','17886094092237741442','float32, order 2','2026-11-21T17:36:11.147Z');
INSERT INTO computation VALUES('8fc13f31b5782fbf22e725ee8f24b2a0b3bd3d9dd2a9f89f10cda80f57825b83','paddock',2,'{"collectionPrompts":6,"demonstrations":12,"dialogueTurns":2,"dialogues":2,"documents":30,"heldOutDialogues":2,"heldOutPrompts":2,"prompts":4,"vocabulary":320}','4161981158180676621','float32, order 2','2026-11-21T17:36:10.659Z');
CREATE TABLE computationInput (
  key TEXT NOT NULL REFERENCES computation (key) ON DELETE CASCADE,
  slot TEXT NOT NULL CHECK (slot <> ''),
  position INTEGER NOT NULL CHECK (position >= 0),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  PRIMARY KEY (key, slot, position)
) STRICT, WITHOUT ROWID;
INSERT INTO computationInput VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','corpus',0,'24c3a83e635e7596dcc998d709fd0a7afe49a089ea9bd617716b2412836df10b');
INSERT INTO computationInput VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','tokenizer',0,'79649d3b2034ddcbefce33522f958ea77d72ed2fb3d33358b1716019a7e8f985');
CREATE TABLE result (
  key TEXT NOT NULL PRIMARY KEY REFERENCES computation (key),
  sections TEXT NOT NULL CHECK (sections GLOB '[[]*]'),
  seconds REAL NOT NULL CHECK (seconds >= 0),
  createdAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO result VALUES('8fc13f31b5782fbf22e725ee8f24b2a0b3bd3d9dd2a9f89f10cda80f57825b83','[{"items":[{"prose":"A farm of our own making, drawn from the seed; because its truth is known, every answer has a gold score for helpfulness and for safety, from 0 to 1, that no model had a part in."},{"table":{"caption":"","columns":["rows of","count"],"rows":[[{"text":"collectionPrompts"},{"digits":0,"number":6}],[{"text":"prompts"},{"digits":0,"number":4}],[{"text":"heldOutPrompts"},{"digits":0,"number":2}],[{"text":"dialogues"},{"digits":0,"number":2}],[{"text":"heldOutDialogues"},{"digits":0,"number":2}]],"title":"What was made"}}],"title":"The paddock"}]',0.37122762100000000762,'2026-11-21T17:36:11.135Z');
CREATE TABLE resultOutput (
  key TEXT NOT NULL REFERENCES result (key) ON DELETE CASCADE,
  slot TEXT NOT NULL CHECK (slot <> ''),
  artifact TEXT NOT NULL REFERENCES artifact (digest),
  PRIMARY KEY (key, slot)
) STRICT, WITHOUT ROWID;
INSERT INTO resultOutput VALUES('8fc13f31b5782fbf22e725ee8f24b2a0b3bd3d9dd2a9f89f10cda80f57825b83','heldOutDialogues','00c4596f5410bedd34490376d4f7c7c3bdf10ff930fdb45094b770d4a7ef8dd3');
INSERT INTO resultOutput VALUES('8fc13f31b5782fbf22e725ee8f24b2a0b3bd3d9dd2a9f89f10cda80f57825b83','demonstrations','0657643d7190c8c0c854a3d61bf15bac92008c9ca0825bd17f1992d1c7906d07');
INSERT INTO resultOutput VALUES('8fc13f31b5782fbf22e725ee8f24b2a0b3bd3d9dd2a9f89f10cda80f57825b83','corpus','24c3a83e635e7596dcc998d709fd0a7afe49a089ea9bd617716b2412836df10b');
INSERT INTO resultOutput VALUES('8fc13f31b5782fbf22e725ee8f24b2a0b3bd3d9dd2a9f89f10cda80f57825b83','tokenizer','79649d3b2034ddcbefce33522f958ea77d72ed2fb3d33358b1716019a7e8f985');
INSERT INTO resultOutput VALUES('8fc13f31b5782fbf22e725ee8f24b2a0b3bd3d9dd2a9f89f10cda80f57825b83','world','aadab8751a249e52dd5b664010e049b18625c83d1c2f429ddb41eb8bce9d1048');
INSERT INTO resultOutput VALUES('8fc13f31b5782fbf22e725ee8f24b2a0b3bd3d9dd2a9f89f10cda80f57825b83','prompts','ad1d34bbbc13c8db80de40c770cf537a69662e000b930d9bec5d61737eedcff3');
INSERT INTO resultOutput VALUES('8fc13f31b5782fbf22e725ee8f24b2a0b3bd3d9dd2a9f89f10cda80f57825b83','collectionPrompts','c8839b542f224371a2f54eaae60ecca61fb77489fc44fe582fe082a3e2584f5d');
INSERT INTO resultOutput VALUES('8fc13f31b5782fbf22e725ee8f24b2a0b3bd3d9dd2a9f89f10cda80f57825b83','dialogues','d74f30501400098cd44dad1b3e5d3c3127ff2facc5c377173976da3e65416cbc');
INSERT INTO resultOutput VALUES('8fc13f31b5782fbf22e725ee8f24b2a0b3bd3d9dd2a9f89f10cda80f57825b83','heldOutPrompts','d96aaa48cc5ef9c6e6caa7fc5a590a9d6993033fa88be06fb745d53219e861a0');
CREATE TABLE metric (
  key TEXT NOT NULL REFERENCES computation (key) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  step INTEGER NOT NULL,
  value REAL,
  PRIMARY KEY (key, name, step)
) STRICT, WITHOUT ROWID;
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/gradientNorm',1,0.31738581340164440103);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/gradientNorm',2,0.34592258359777500187);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/gradientNorm',3,0.28627122580145020203);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/gradientNorm',4,0.30585572247058206984);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/learningRate',1,2.9999999999999997371e-05);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/learningRate',2,5.9999999999999994743e-05);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/learningRate',3,8.9999999999999992115e-05);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/learningRate',4,0.00011999999999999998948);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/loss',1,5.7702337350418320127);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/loss',2,5.7607613398874404353);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/loss',3,5.7803312437874927454);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/loss',4,5.7748476137285651432);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/targetTokens',1,335.0);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/targetTokens',2,278.0);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/targetTokens',3,525.0);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/targetTokens',4,368.0);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/tokens',1,339.0);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/tokens',2,282.0);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/tokens',3,529.0);
INSERT INTO metric VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647','train/tokens',4,372.0);
CREATE TABLE checkpoint (
  key TEXT NOT NULL REFERENCES computation (key) ON DELETE CASCADE,
  sequence INTEGER NOT NULL CHECK (sequence >= 1),
  step INTEGER NOT NULL,
  artifact TEXT NOT NULL REFERENCES artifact (digest),
  createdAt TEXT NOT NULL,
  PRIMARY KEY (key, sequence)
) STRICT, WITHOUT ROWID;
INSERT INTO checkpoint VALUES('6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647',2,4,'d805377754bd384649e067da4f68dcd105fb37f267b847d2b51a767a85884a91','2026-11-21T17:36:11.295Z');
CREATE TABLE run (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 12),
  turn INTEGER NOT NULL UNIQUE CHECK (turn >= 1),
  pipeline TEXT NOT NULL,
  file TEXT NOT NULL,
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
  definition TEXT NOT NULL CHECK (definition GLOB '{*}'),
  seed TEXT NOT NULL,
  state TEXT NOT NULL CHECK (
    state IN ('waiting', 'running', 'finished', 'failed', 'interrupted', 'waitingForPeople')),
  fence INTEGER NOT NULL CHECK (fence >= 1),
  command TEXT NOT NULL,
  library TEXT NOT NULL,
  error TEXT,
  createdAt TEXT NOT NULL,
  changedAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO run VALUES('be7038706baf',1,'upgrade','upgrade.yaml','21df14b776a95c2bd07df5d2efcc49d700c971dc46f9b8cb53ce1a8f2321526d','{"name":"upgrade","seed":3,"stages":[{"configuration":{"collectionPrompts":6,"demonstrations":12,"dialogueTurns":2,"dialogues":2,"documents":30,"heldOutDialogues":2,"heldOutPrompts":2,"prompts":4,"vocabulary":320},"inputs":{},"kind":"paddock","name":"world","seed":4161981158180676621,"version":2},{"configuration":{"batch":{"epochs":40,"precision":"fp32","rows":4,"tokensInMemory":2048},"checkpointInterval":2,"heldOut":0.02,"model":{"contextLength":512,"feedForwardWidth":8,"heads":1,"keyHeads":1,"layers":1,"width":8},"optimizer":{"adamW":{"beta1":0.9,"beta2":0.95,"epsilon":1e-05,"weightDecay":0.1},"clip":1.0,"floorShare":0.1,"learningRate":0.0003,"schedule":"cosine","warmUpPercent":3}},"inputs":{"corpus":["world.corpus"],"tokenizer":["world.tokenizer"]},"kind":"pretrain","name":"base","seed":17886094092237741442,"version":1}]}','3','running',1,'llamero run upgrade.yaml --home .llamero','3.40.1',NULL,'2026-11-21T17:36:10.651Z','2026-11-21T17:36:10.651Z');
CREATE TABLE stage (
  run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL CHECK (name <> ''),
  kind TEXT NOT NULL CHECK (kind <> ''),
  configuration TEXT NOT NULL CHECK (configuration GLOB '{*}'),
  state TEXT NOT NULL CHECK (
    state IN ('waiting', 'running', 'finished', 'failed', 'interrupted', 'waitingForPeople')),
  key TEXT REFERENCES computation (key),
  skipped INTEGER NOT NULL CHECK (skipped IN (0, 1)),
  seconds REAL NOT NULL CHECK (seconds >= 0),
  error TEXT,
  PRIMARY KEY (run, name),
  UNIQUE (run, position)
) STRICT, WITHOUT ROWID;
INSERT INTO stage VALUES('be7038706baf',1,'base','pretrain','{"batch":{"epochs":40,"precision":"fp32","rows":4,"tokensInMemory":2048},"checkpointInterval":2,"heldOut":0.02,"model":{"contextLength":512,"feedForwardWidth":8,"heads":1,"keyHeads":1,"layers":1,"width":8},"optimizer":{"adamW":{"beta1":0.9,"beta2":0.95,"epsilon":1e-05,"weightDecay":0.1},"clip":1.0,"floorShare":0.1,"learningRate":0.0003,"schedule":"cosine","warmUpPercent":3}}','running','6b56ce5056fad1bd5915c3a5964b7c97d59844ec80eebc7be456529ca69bb647',0,0.0,NULL);
INSERT INTO stage VALUES('be7038706baf',0,'world','paddock','{"collectionPrompts":6,"demonstrations":12,"dialogueTurns":2,"dialogues":2,"documents":30,"heldOutDialogues":2,"heldOutPrompts":2,"prompts":4,"vocabulary":320}','finished','8fc13f31b5782fbf22e725ee8f24b2a0b3bd3d9dd2a9f89f10cda80f57825b83',0,0.37122762100000000762,NULL);
CREATE TABLE stageKind (
  kind TEXT NOT NULL PRIMARY KEY CHECK (kind <> ''),
  version INTEGER NOT NULL CHECK (version >= 1),
  summary TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO stageKind VALUES('paddock',2,'Makes a synthetic world whose truth is known.');
INSERT INTO stageKind VALUES('pretrain',1,'Trains a base model from nothing on documents.');
CREATE TABLE metricDescription (
  kind TEXT NOT NULL REFERENCES stageKind (kind) ON DELETE CASCADE,
  position INTEGER NOT NULL CHECK (position >= 0),
  name TEXT NOT NULL CHECK (name <> ''),
  unit TEXT NOT NULL,
  better TEXT NOT NULL CHECK (better IN ('higher', 'lower', 'neither')),
  sentence TEXT NOT NULL,
  PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;
INSERT INTO metricDescription VALUES('pretrain',1,'heldOut/loss','nats','lower','Mean −log p of the target tokens of rows that are not trained on.');
INSERT INTO metricDescription VALUES('pretrain',2,'heldOut/perplexity','','lower','e to the power of the held-out loss.');
INSERT INTO metricDescription VALUES('pretrain',3,'train/gradientNorm','','neither','Norm of the whole gradient before clipping.');
INSERT INTO metricDescription VALUES('pretrain',4,'train/learningRate','','neither','Learning rate of the step.');
INSERT INTO metricDescription VALUES('pretrain',0,'train/loss','nats','lower','Mean −log p of the batch''s target tokens.');
INSERT INTO metricDescription VALUES('pretrain',5,'train/targetTokens','tokens','neither','Tokens that bear loss in the batch.');
INSERT INTO metricDescription VALUES('pretrain',6,'train/tokens','tokens','neither','All tokens of the batch.');
CREATE TABLE collection (
  id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 16),
  key TEXT NOT NULL UNIQUE REFERENCES computation (key),
  createdAt TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE question (
  collection TEXT NOT NULL REFERENCES collection (id) ON DELETE CASCADE,
  id TEXT NOT NULL CHECK (id <> ''),
  position INTEGER NOT NULL CHECK (position >= 0),
  body TEXT NOT NULL CHECK (body GLOB '{*}'),
  PRIMARY KEY (collection, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE answer (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  collection TEXT NOT NULL,
  question TEXT NOT NULL,
  preferred TEXT NOT NULL CHECK (preferred IN ('first', 'second')),
  strength INTEGER NOT NULL CHECK (strength BETWEEN 0 AND 3),
  safety TEXT,
  shownLeft TEXT NOT NULL CHECK (shownLeft IN ('first', 'second')),
  annotator TEXT NOT NULL,
  createdAt TEXT NOT NULL,
  FOREIGN KEY (collection, question) REFERENCES question (collection, id)
) STRICT;
CREATE INDEX artifactFileOnBlob ON artifactFile (blob);
CREATE INDEX computationInputOnDigest ON computationInput (digest);
CREATE INDEX resultOutputOnArtifact ON resultOutput (artifact);
CREATE INDEX checkpointOnArtifact ON checkpoint (artifact);
CREATE INDEX runOnFingerprint ON run (fingerprint, turn);
CREATE INDEX stageOnKey ON stage (key);
CREATE INDEX answerOnQuestion ON answer (collection, question);
COMMIT;

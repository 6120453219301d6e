#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <threads.h>
#include <unistd.h>

#include "faults.h"

#define CHANGES \
  (FAULT_CREATE | FAULT_WRITE | FAULT_TRUNCATE | FAULT_SYNC | FAULT_RENAME | FAULT_UNLINK | \
   FAULT_MKDIR | FAULT_LINK | FAULT_MODE)
#define NAMES \
  (FAULT_CREATE | FAULT_TRUNCATE | FAULT_RENAME | FAULT_UNLINK | FAULT_MKDIR | FAULT_LINK)
#define GROWTH (FAULT_CREATE | FAULT_WRITE | FAULT_SYNC | FAULT_RENAME | FAULT_MKDIR | FAULT_LINK)
#define WAITS (FAULT_OPEN | FAULT_CREATE | FAULT_READ | FAULT_WRITE | FAULT_TRUNCATE | FAULT_SYNC)

static const struct fault_action actions[] = {
    {"kill-before", KILL_BEFORE, CHANGES, 0},
    {"kill-after", KILL_AFTER, CHANGES, 0},
    {"kill-within", KILL_WITHIN, FAULT_WRITE, 0},
    {"short", FAULT_SHORT, FAULT_READ | FAULT_WRITE, 0},
    {"EIO", FAULT_ERROR, CHANGES | FAULT_OPEN | FAULT_READ | FAULT_CLOSE, EIO},
    {"ENOSPC", FAULT_ERROR, GROWTH, ENOSPC},
    {"EDQUOT", FAULT_ERROR, GROWTH, EDQUOT},
    {"EROFS", FAULT_ERROR, CHANGES, EROFS},
    {"EACCES", FAULT_ERROR, NAMES | FAULT_OPEN | FAULT_MODE, EACCES},
    {"EINTR", FAULT_ERROR, WAITS, EINTR},
};
static const struct fault_action only_count = {"count", FAULT_NOTHING, CHANGES, 0};

static struct fault_settings settings = {.log = -1, .trace = -1};
static once_flag read_once = ONCE_FLAG_INIT;

void *fault_real(void **found, const char *name) {
  if (!*found) *found = dlsym(RTLD_NEXT, name);
  if (!*found) fault_refuse("the C library lacks", name);
  return *found;
}

void fault_put(int descriptor, const void *bytes, size_t count) {
  const char *rest = bytes;
  while (descriptor >= 0 && count > 0) {
    long done = syscall(SYS_write, descriptor, rest, count);
    if (done < 0 && errno != EINTR) abort();
    if (done > 0) rest += done, count -= (size_t)done;
  }
}

void fault_refuse(const char *what, const char *path) {
  char line[FAULT_PATH + 256];
  int length = snprintf(line, sizeof line, "Faults: %s: %s; the sweep cannot go on.\n", what, path);
  fault_put(2, line, (size_t)length);
  abort();
}

static int opened(const char *variable) {
  const char *path = getenv(variable);
  if (!path) return -1;
  int flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC;
  int descriptor = (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0644);
  if (descriptor < 0) fault_refuse("cannot write", path);
  return descriptor;
}

static bool is_on(const char *variable) {
  const char *value = getenv(variable);
  return value && strcmp(value, "1") == 0;
}

static const struct fault_action *named_action(const char *name) {
  for (size_t i = 0; name && i < sizeof actions / sizeof *actions; i++) {
    if (strcmp(actions[i].name, name) == 0) return &actions[i];
  }
  if (name) fault_refuse("there is no action", name);
  return &only_count;
}

static void read_settings(void) {
  const char *at = getenv("LLAMERO_FAULTS_AT");
  settings.folder = getenv("LLAMERO_FAULTS_FOLDER");
  if (!settings.folder) return;
  settings.action = named_action(getenv("LLAMERO_FAULTS_ACTION"));
  settings.at = at ? strtol(at, NULL, 10) : 0;
  settings.is_forever = is_on("LLAMERO_FAULTS_FOREVER");
  settings.log = opened("LLAMERO_FAULTS_LOG");
  settings.trace = opened("LLAMERO_FAULTS_TRACE");
}

const struct fault_settings *fault_settings(void) {
  call_once(&read_once, read_settings);
  return &settings;
}

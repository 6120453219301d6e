#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <threads.h>
#include <unistd.h>

#include "faults.h"

// One call at a time, so that the order of the log and the trace is the order on disk.
static mtx_t lock;
static once_flag lock_once = ONCE_FLAG_INIT;
static long count = 0;
static enum fault_effect present = FAULT_NOTHING;

static void make_lock(void) { mtx_init(&lock, mtx_plain); }

static void end_at_once(void) {
  kill(getpid(), SIGKILL);
  while (1) pause();
}

static const char *word(enum fault_kind kind) {
  switch (kind) {
    case FAULT_OPEN:
      return "open";
    case FAULT_READ:
      return "read";
    case FAULT_CLOSE:
      return "close";
    case FAULT_CREATE:
      return "create";
    case FAULT_WRITE:
      return "write";
    case FAULT_TRUNCATE:
      return "truncate";
    case FAULT_SYNC:
      return "sync";
    case FAULT_RENAME:
      return "rename";
    case FAULT_UNLINK:
      return "unlink";
    case FAULT_MKDIR:
      return "mkdir";
    case FAULT_LINK:
      return "link";
    case FAULT_MODE:
      return "mode";
  }
}

static void note(enum fault_kind kind, const char *name) {
  char line[FAULT_PATH + 64];
  int length = snprintf(line, sizeof line, "%ld\t%s\t%s\n", count, word(kind), name);
  fault_put(fault_settings()->log, line, (size_t)length);
}

bool fault_enter(enum fault_kind kind, const char *name) {
  const struct fault_settings *settings = fault_settings();
  call_once(&lock_once, make_lock);
  mtx_lock(&lock);
  present = FAULT_NOTHING;
  if (!(settings->action->kinds & kind)) return true;
  count++;
  note(kind, name);
  bool is_reached = settings->is_forever ? count >= settings->at : count == settings->at;
  if (settings->at > 0 && is_reached) present = settings->action->effect;
  if (present == KILL_BEFORE) end_at_once();
  if (present != FAULT_ERROR) return true;
  mtx_unlock(&lock);
  errno = settings->action->code;
  return false;
}

size_t fault_length(size_t length) {
  bool is_half = present == FAULT_SHORT || present == KILL_WITHIN;
  return is_half && length > 1 ? length / 2 : length;
}

void fault_leave(void) {
  if (present == KILL_AFTER || present == KILL_WITHIN) end_at_once();
  int kept = errno;
  mtx_unlock(&lock);
  errno = kept;
}

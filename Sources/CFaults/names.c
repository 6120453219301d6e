#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "faults.h"

static int rename_in(int folder, const char *from, int other, const char *to, unsigned flags) {
  char old[FAULT_PATH], new[FAULT_PATH];
  bool leaves = fault_watches(folder, from, old), arrives = fault_watches(other, to, new);
  if (!leaves && !arrives) return REAL(renameat2)(folder, from, other, to, flags);
  if (!leaves || !arrives) fault_refuse("rename across the watched folder", leaves ? old : new);
  if (flags & RENAME_EXCHANGE) fault_refuse("exchange of", old);
  if (!fault_enter(FAULT_RENAME, new)) return -1;
  int result = REAL(renameat2)(folder, from, other, to, flags);
  if (result == 0) fault_trace_names("rename", old, new);
  fault_leave();
  return result;
}

int rename(const char *from, const char *to) { return rename_in(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int folder, const char *from, int other, const char *to) {
  return rename_in(folder, from, other, to, 0);
}
int renameat2(int folder, const char *from, int other, const char *to, unsigned flags) {
  return rename_in(folder, from, other, to, flags);
}

int unlinkat(int folder, const char *path, int flags) {
  char name[FAULT_PATH];
  if (!fault_watches(folder, path, name)) return REAL(unlinkat)(folder, path, flags);
  if (!fault_enter(FAULT_UNLINK, name)) return -1;
  int result = REAL(unlinkat)(folder, path, flags);
  if (result == 0) fault_trace_name(flags & AT_REMOVEDIR ? "rmdir" : "unlink", name);
  fault_leave();
  return result;
}

int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int remove(const char *path) {
  struct stat status;
  bool is_folder = lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
  return unlinkat(AT_FDCWD, path, is_folder ? AT_REMOVEDIR : 0);
}

int mkdirat(int folder, const char *path, mode_t mode) {
  char name[FAULT_PATH];
  if (!fault_watches(folder, path, name)) return REAL(mkdirat)(folder, path, mode);
  // A folder that exists is no change, however often it is asked for.
  if (faccessat(folder, path, F_OK, 0) == 0) return REAL(mkdirat)(folder, path, mode);
  if (!fault_enter(FAULT_MKDIR, name)) return -1;
  int result = REAL(mkdirat)(folder, path, mode);
  if (result == 0) fault_trace_name("mkdir", name);
  fault_leave();
  return result;
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int linkat(int folder, const char *from, int other, const char *to, int flags) {
  char old[FAULT_PATH], new[FAULT_PATH];
  bool leaves = fault_watches(folder, from, old), arrives = fault_watches(other, to, new);
  if (!leaves && !arrives) return REAL(linkat)(folder, from, other, to, flags);
  if (!leaves || !arrives) fault_refuse("link across the watched folder", leaves ? old : new);
  if (!fault_enter(FAULT_LINK, new)) return -1;
  int result = REAL(linkat)(folder, from, other, to, flags);
  if (result == 0) fault_trace_names("link", old, new);
  fault_leave();
  return result;
}

int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }

int symlinkat(const char *content, int folder, const char *path) {
  char name[FAULT_PATH];
  if (fault_watches(folder, path, name)) fault_refuse("symbolic link", name);
  return REAL(symlinkat)(content, folder, path);
}

int symlink(const char *content, const char *path) { return symlinkat(content, AT_FDCWD, path); }

// Foundation may make a temporary file by a template; the real call would bypass our open.
static int make_temporary(char *path, int suffix, int flags) {
  char name[FAULT_PATH];
  if (fault_watches(AT_FDCWD, path, name)) fault_refuse("mkstemp of", name);
  int descriptor = REAL(mkostemps)(path, suffix, flags);
  fault_forget(descriptor);
  return descriptor;
}

int mkstemp(char *path) { return make_temporary(path, 0, 0); }
int mkstemp64(char *path) { return make_temporary(path, 0, 0); }
int mkostemp(char *path, int flags) { return make_temporary(path, 0, flags); }
int mkostemp64(char *path, int flags) { return make_temporary(path, 0, flags); }
int mkstemps(char *path, int suffix) { return make_temporary(path, suffix, 0); }
int mkostemps(char *path, int suffix, int flags) { return make_temporary(path, suffix, flags); }

int fchmodat(int folder, const char *path, mode_t mode, int flags) {
  char name[FAULT_PATH];
  if (!fault_watches(folder, path, name)) return REAL(fchmodat)(folder, path, mode, flags);
  if (!fault_enter(FAULT_MODE, name)) return -1;
  int result = REAL(fchmodat)(folder, path, mode, flags);
  fault_leave();
  return result;
}

int chmod(const char *path, mode_t mode) { return fchmodat(AT_FDCWD, path, mode, 0); }

int fchmod(int descriptor, mode_t mode) {
  if (!fault_handle(descriptor)) return REAL(fchmod)(descriptor, mode);
  if (!fault_enter(FAULT_MODE, fault_name(descriptor))) return -1;
  int result = REAL(fchmod)(descriptor, mode);
  fault_leave();
  return result;
}

int fchown(int descriptor, uid_t owner, gid_t group) {
  if (!fault_handle(descriptor)) return REAL(fchown)(descriptor, owner, group);
  if (!fault_enter(FAULT_MODE, fault_name(descriptor))) return -1;
  int result = REAL(fchown)(descriptor, owner, group);
  fault_leave();
  return result;
}

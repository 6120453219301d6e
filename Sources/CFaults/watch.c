#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "faults.h"

struct followed {
  long handle;
  char name[FAULT_PATH];
};

static struct followed followed[FAULT_DESCRIPTORS];
static long handles = 0;

// Appends the parts of a path to one that has no "." and ".." in it.
static bool append(char *base, size_t size, const char *path) {
  size_t length = strlen(base);
  while (*path) {
    size_t part = strcspn(path, "/");
    if (part == 2 && path[0] == '.' && path[1] == '.') {
      while (length > 0 && base[--length] != '/') continue;
    } else if (part > 0 && !(part == 1 && path[0] == '.')) {
      if (length + part + 2 > size) return false;
      base[length++] = '/';
      memcpy(base + length, path, part);
      length += part;
    }
    base[length] = '\0';
    path += part;
    path += strspn(path, "/");
  }
  return true;
}

// Returns in base the folder that a relative path starts from.
static bool starting_folder(int folder, char *base, size_t size) {
  if (folder == AT_FDCWD) return getcwd(base, size) != NULL;
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
  ssize_t length = readlink(link, base, size - 1);
  if (length < 0) return false;
  base[length] = '\0';
  return true;
}

bool fault_watches(int folder, const char *path, char name[FAULT_PATH]) {
  const char *watched = fault_settings()->folder;
  if (!watched || !path) return false;
  char whole[2 * FAULT_PATH] = "";
  if (path[0] != '/' && !starting_folder(folder, whole, sizeof whole)) return false;
  if (!append(whole, sizeof whole, path)) return false;
  size_t length = strlen(watched);
  if (strncmp(whole, watched, length) != 0) return false;
  if (whole[length] != '/' && whole[length] != '\0') return false;
  const char *rest = whole[length] ? whole + length + 1 : ".";
  if (strlen(rest) >= FAULT_PATH || strpbrk(rest, "\t\n")) fault_refuse("unusable name", rest);
  strcpy(name, rest);
  return true;
}

static bool is_in_table(int descriptor) {
  return descriptor >= 0 && descriptor < FAULT_DESCRIPTORS;
}

void fault_follow(int descriptor, const char *name) {
  if (!is_in_table(descriptor)) fault_refuse("too many open files", name);
  followed[descriptor].handle = ++handles;
  strcpy(followed[descriptor].name, name);
}

void fault_follow_copy(int descriptor, int copy) {
  if (!fault_handle(descriptor)) return fault_forget(copy);
  if (!is_in_table(copy)) fault_refuse("too many open files", followed[descriptor].name);
  followed[copy] = followed[descriptor];
}

void fault_forget(int descriptor) {
  if (is_in_table(descriptor)) followed[descriptor].handle = 0;
}

long fault_handle(int descriptor) {
  return is_in_table(descriptor) ? followed[descriptor].handle : 0;
}

const char *fault_name(int descriptor) { return followed[descriptor].name; }

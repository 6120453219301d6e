// The trace is a line for each change, its fields separated by tabs; a number stands for an
// opened file, and names are those below the watched folder.
//
//     open NUMBER is-new is-cut NAME
//     write NUMBER OFFSET COUNT      followed by the bytes and a line feed
//     length NAME LENGTH             the file was cut or grown to a length
//     sync NUMBER                    the file's bytes, or the folder's names, are durable
//     mkdir NAME · unlink NAME · rmdir NAME · rename FROM TO · link FROM TO
#include <stdio.h>

#include "faults.h"

#define PUT(...) \
  do { \
    char line[2 * FAULT_PATH + 128]; \
    int length = snprintf(line, sizeof line, __VA_ARGS__); \
    fault_put(fault_settings()->trace, line, (size_t)length); \
  } while (0)

void fault_trace_open(int descriptor, bool is_new, bool is_cut) {
  PUT("open\t%ld\t%d\t%d\t%s\n", fault_handle(descriptor), is_new, is_cut, fault_name(descriptor));
}

void fault_trace_write(int descriptor, off_t offset, const void *bytes, ssize_t count) {
  if (count <= 0) return;
  PUT("write\t%ld\t%ld\t%zd\n", fault_handle(descriptor), (long)offset, count);
  fault_put(fault_settings()->trace, bytes, (size_t)count);
  PUT("\n");
}

void fault_trace_length(const char *name, off_t size) {
  PUT("length\t%s\t%ld\n", name, (long)size);
}

void fault_trace_sync(int descriptor) { PUT("sync\t%ld\n", fault_handle(descriptor)); }

void fault_trace_name(const char *operation, const char *name) { PUT("%s\t%s\n", operation, name); }

void fault_trace_names(const char *operation, const char *from, const char *to) {
  PUT("%s\t%s\t%s\n", operation, from, to);
}

/* Stand-in for Windows 10's icuuc.dll, which Wine 8 lacks. Qt6Core imports these functions; each
   one says "no such converter". Lives in the test prefix only: check_bundle.py refuses to ship it.
   x86_64-w64-mingw32-gcc -shared -nostdlib -O2 -o icuuc.dll icuuc.c -Wl,--entry=DllMain */
#define EXPORT __declspec(dllexport)
#define NO_FILE 4 /* U_FILE_ACCESS_ERROR */
#define FAIL(error) do { if (error) *(error) = NO_FILE; } while (0)

int __stdcall DllMain(void *module, unsigned reason, void *reserved) { return 1; }

EXPORT void *ucnv_open(const char *name, int *error) { FAIL(error); return 0; }
EXPORT void ucnv_close(void *converter) {}
EXPORT void ucnv_reset(void *converter) {}
EXPORT void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
EXPORT signed char ucnv_getMaxCharSize(const void *converter) { return 1; }
EXPORT const char *ucnv_getName(const void *converter, int *error) { FAIL(error); return 0; }
EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, int *error) {
    FAIL(error);
    return 0;
}
EXPORT const char *ucnv_getAvailableName(int number) { return 0; }
EXPORT int ucnv_countAvailable(void) { return 0; }
EXPORT int ucnv_toUCountPending(const void *converter, int *error) { return 0; }
EXPORT int ucnv_fromUCountPending(const void *converter, int *error) { return 0; }

EXPORT void ucnv_getToUCallBack(const void *converter, void **action, const void **context) {
    if (action) *action = 0;
    if (context) *context = 0;
}
EXPORT void ucnv_getFromUCallBack(const void *converter, void **action, const void **context) {
    if (action) *action = 0;
    if (context) *context = 0;
}
EXPORT void ucnv_setToUCallBack(void *converter, void *action, const void *context,
                                void **old_action, const void **old_context, int *error) {
    FAIL(error);
}
EXPORT void ucnv_setFromUCallBack(void *converter, void *action, const void *context,
                                  void **old_action, const void **old_context, int *error) {
    FAIL(error);
}
EXPORT void ucnv_cbToUWriteUChars(void *args, const void *source, int length, int offset,
                                  int *error) {
    FAIL(error);
}
EXPORT void ucnv_cbFromUWriteUChars(void *args, const void **source, const void *limit, int offset,
                                    int *error) {
    FAIL(error);
}
EXPORT void ucnv_toUnicode(void *converter, void **target, const void *target_limit,
                           const char **source, const char *source_limit, int *offsets,
                           signed char flush, int *error) {
    FAIL(error);
}
EXPORT void ucnv_fromUnicode(void *converter, char **target, const char *target_limit,
                             const void **source, const void *source_limit, int *offsets,
                             signed char flush, int *error) {
    FAIL(error);
}

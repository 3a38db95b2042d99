/* Stand-in for mscms.dll: Wine 8 leaves WcsCreateIccProfile out and ends the program that calls
   it, as Qt does for each monitor. Every call fails here, and Qt takes sRGB. Test prefix only.
   x86_64-w64-mingw32-gcc -shared -nostdlib -O2 -o mscms.dll mscms.c -Wl,--entry=DllMain */
#define EXPORT __declspec(dllexport)

int __stdcall DllMain(void *module, unsigned reason, void *reserved) { return 1; }

EXPORT void *WcsOpenColorProfileW(void *profile, void *camera, void *gamut, unsigned access,
                                  unsigned share, unsigned mode, unsigned flags) { return 0; }
EXPORT void *WcsOpenColorProfileA(void *profile, void *camera, void *gamut, unsigned access,
                                  unsigned share, unsigned mode, unsigned flags) { return 0; }
EXPORT void *WcsCreateIccProfile(void *profile, unsigned options) { return 0; }
EXPORT void *OpenColorProfileW(void *profile, unsigned access, unsigned share, unsigned mode) {
    return 0;
}
EXPORT void *OpenColorProfileA(void *profile, unsigned access, unsigned share, unsigned mode) {
    return 0;
}
EXPORT int CloseColorProfile(void *profile) { return 1; }
EXPORT int GetColorProfileFromHandle(void *profile, void *buffer, unsigned *size) { return 0; }
EXPORT int GetColorDirectoryW(void *machine, void *buffer, unsigned *size) { return 0; }
EXPORT int GetStandardColorSpaceProfileW(void *machine, unsigned space, void *buffer,
                                         unsigned *size) { return 0; }

/* Stand-in for Windows' bcryptprimitives.dll, which Wine 8 lacks. Libraries written in Rust take
   their random numbers from it; these come from the system's other source. Test prefix only.
   x86_64-w64-mingw32-gcc -shared -nostdlib -O2 -o bcryptprimitives.dll bcryptprimitives.c
       -Wl,--entry=DllMain -ladvapi32 */
#define EXPORT __declspec(dllexport)

__declspec(dllimport) unsigned char __stdcall SystemFunction036(void *data, unsigned size);

int __stdcall DllMain(void *module, unsigned reason, void *reserved) { return 1; }

EXPORT int __stdcall ProcessPrng(unsigned char *data, unsigned long long size) {
    return SystemFunction036(data, (unsigned)size);
}

# Finds LLVM 19 and defines pol_llvm, which only compiler/emit links: headers as system headers, LLVM's definitions, the shared library.
# (19.1: from 18 on, LLVM answers only to its exact major and minor version.)
find_package(LLVM 19.1 REQUIRED CONFIG HINTS /usr/lib/llvm-19)
separate_arguments(pol_llvm_definitions NATIVE_COMMAND "${LLVM_DEFINITIONS}")
add_library(pol_llvm INTERFACE)
target_include_directories(pol_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
target_compile_definitions(pol_llvm INTERFACE ${pol_llvm_definitions})
if(NOT LLVM_ENABLE_RTTI)
  target_compile_options(pol_llvm INTERFACE -fno-rtti)
endif()
# The imported target LLVM is the shared library; the component libraries are static archives of the same code and must not be mixed with it.
target_link_libraries(pol_llvm INTERFACE LLVM)

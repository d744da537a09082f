# Generates the lexer and the parser from grammar/ into the build tree and makes a library of them: `pol_antlr_parser`.
# compiler/syntax is its only user. Nothing generated is ever committed.
find_program(ANTLR4 antlr4 REQUIRED)
find_path(ANTLR4_RUNTIME_INCLUDE antlr4-runtime.h PATH_SUFFIXES antlr4-runtime REQUIRED)
find_library(ANTLR4_RUNTIME antlr4-runtime REQUIRED)

set(POL_GRAMMAR ${PROJECT_SOURCE_DIR}/grammar)
set(POL_GENERATED ${CMAKE_BINARY_DIR}/generated/syntax)
set(ANTLR4_OPTIONS -Dlanguage=Cpp -no-listener -no-visitor -package pol::syntax::generated -Xexact-output-dir -o ${POL_GENERATED})
file(MAKE_DIRECTORY ${POL_GENERATED})

add_custom_command(
  OUTPUT ${POL_GENERATED}/PolLexer.cpp ${POL_GENERATED}/PolLexer.h ${POL_GENERATED}/PolLexer.tokens
  COMMAND ${ANTLR4} ${ANTLR4_OPTIONS} ${POL_GRAMMAR}/PolLexer.g4
  DEPENDS ${POL_GRAMMAR}/PolLexer.g4
  COMMENT "antlr4 PolLexer.g4" VERBATIM)
add_custom_command(
  OUTPUT ${POL_GENERATED}/PolParser.cpp ${POL_GENERATED}/PolParser.h
  COMMAND ${ANTLR4} ${ANTLR4_OPTIONS} -lib ${POL_GENERATED} ${POL_GRAMMAR}/PolParser.g4
  DEPENDS ${POL_GRAMMAR}/PolParser.g4 ${POL_GENERATED}/PolLexer.tokens
  COMMENT "antlr4 PolParser.g4" VERBATIM)

add_library(pol_antlr_parser STATIC ${POL_GENERATED}/PolLexer.cpp ${POL_GENERATED}/PolParser.cpp)
# SYSTEM: neither the runtime's headers nor what antlr4 4.7.2 writes is ours to warn about.
target_include_directories(pol_antlr_parser SYSTEM PUBLIC ${POL_GENERATED} ${ANTLR4_RUNTIME_INCLUDE})
# The runtime's headers and the generated files hand u8 literals to std::string, as C++17 allowed.
target_compile_options(pol_antlr_parser PRIVATE -w PUBLIC -fno-char8_t)
target_link_libraries(pol_antlr_parser PUBLIC ${ANTLR4_RUNTIME})
